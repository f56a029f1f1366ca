SELECT a.id, count(p.id) AS n FROM Person a LEFT JOIN (LIKES l JOIN Post p ON p.id = l.dst AND p.length > 100) ON l.src = a.id GROUP BY a.id ORDER BY n DESC, a.id LIMIT 10
