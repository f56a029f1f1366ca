WITH k(a, b) AS (SELECT src, dst FROM KNOWS UNION ALL SELECT dst, src FROM KNOWS)
SELECT t.name, count(*) AS n FROM k JOIN LIKES l ON l.src = k.b JOIN TAGGED r ON r.src = l.dst JOIN Tag t ON t.id = r.dst WHERE k.a = 1940 GROUP BY t.name ORDER BY n DESC, t.name LIMIT 10
