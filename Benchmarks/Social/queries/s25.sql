SELECT t.name, count(*) AS n FROM Person a JOIN Tag t ON a.hobby = t.name GROUP BY t.name ORDER BY n DESC, t.name LIMIT 10
