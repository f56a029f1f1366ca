WITH RECURSIVE k(a, b) AS (SELECT src, dst FROM KNOWS UNION ALL SELECT dst, src FROM KNOWS), r(n, d) AS (SELECT 1940, 0 UNION SELECT k.b, d + 1 FROM r JOIN k ON k.a = r.n WHERE d < 3)
SELECT DISTINCT p.id, p.surname FROM r JOIN Person p ON p.id = r.n WHERE n <> 1940
