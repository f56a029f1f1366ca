WITH RECURSIVE k(a, b) AS (SELECT src, dst FROM KNOWS UNION ALL SELECT dst, src FROM KNOWS), r(n, d) AS (SELECT 1940, 0 UNION SELECT k.b, d + 1 FROM r JOIN k ON k.a = r.n WHERE d < 3),
f AS (SELECT n, min(d) AS d FROM r WHERE n <> 1940 GROUP BY n) SELECT d, count(*) FROM f GROUP BY d ORDER BY d
