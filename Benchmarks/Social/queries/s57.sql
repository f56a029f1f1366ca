WITH k(a, b) AS (SELECT src, dst FROM KNOWS UNION ALL SELECT dst, src FROM KNOWS)
SELECT count(*) FROM LIVES_IN l WHERE NOT EXISTS (SELECT 1 FROM k JOIN LIVES_IN m ON m.src = k.b WHERE k.a = l.src AND m.dst = l.dst)
