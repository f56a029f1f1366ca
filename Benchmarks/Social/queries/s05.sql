WITH k(a, b) AS (SELECT src, dst FROM KNOWS UNION ALL SELECT dst, src FROM KNOWS)
SELECT c.name, count(DISTINCT k2.b) AS n FROM k k1 JOIN k k2 ON k2.a = k1.b JOIN LIVES_IN l ON l.src = k2.b JOIN City c ON c.id = l.dst
WHERE k1.a = 1940 AND k2.b <> 1940 AND k2.b NOT IN (SELECT b FROM k WHERE a = 1940) GROUP BY c.name ORDER BY n DESC, c.name LIMIT 10
