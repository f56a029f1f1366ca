SELECT substr(text, 1, 5) AS start, count(*) AS n FROM Comment GROUP BY start ORDER BY n DESC, start LIMIT 10
