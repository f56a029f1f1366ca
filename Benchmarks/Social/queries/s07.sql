WITH RECURSIVE k(a, b) AS (SELECT src, dst FROM KNOWS UNION ALL SELECT dst, src FROM KNOWS), r(n, d) AS (SELECT 1940, 0 UNION SELECT k.b, d + 1 FROM r JOIN k ON k.a = r.n WHERE d < 6)
SELECT n, min(d) FROM r JOIN LIVES_IN l ON l.src = n JOIN City c ON c.id = l.dst WHERE c.name = 'City 001' AND n <> 1940 GROUP BY n
