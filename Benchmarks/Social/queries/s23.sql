SELECT upper(substr(surname, 1, 2)) AS s, count(*) AS n FROM Person a JOIN WROTE w ON w.src = a.id GROUP BY s ORDER BY n DESC, s LIMIT 10
