WITH k(a, b) AS (SELECT src, dst FROM KNOWS UNION SELECT dst, src FROM KNOWS)
SELECT count(*) FROM Person a WHERE EXISTS (SELECT 1 FROM LIKES l WHERE l.src = a.id) AND NOT EXISTS (SELECT 1 FROM LIKES l JOIN POSTED p ON p.dst = l.dst JOIN k ON k.a = p.src WHERE l.src = a.id AND k.b = a.id)
