WITH RECURSIVE k(a, b) AS (SELECT src, dst FROM KNOWS WHERE weight > 0.8 UNION ALL SELECT dst, src FROM KNOWS WHERE weight > 0.8), r(n, d) AS (SELECT 1940, 0 UNION SELECT k.b, d + 1 FROM r JOIN k ON k.a = r.n WHERE d < 4)
SELECT count(DISTINCT n) FROM r WHERE n <> 1940
