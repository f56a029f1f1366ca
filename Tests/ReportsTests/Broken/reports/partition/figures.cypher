MATCH (t:Thing) RETURN 'things' AS what, sum(CASE t.kind WHEN 'x' THEN 1 ELSE 0 END) AS x, 0 AS y, count(*) AS total
