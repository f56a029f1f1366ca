MATCH (x)
WHERE ($rows IN labels(x) OR $columns IN labels(x)) AND x.id IS NOT NULL
  AND NOT any(m IN $mappings WHERE m.row = x.id OR m.column = x.id)
  AND ($key_question IS NULL OR x.id = $key_question OR NOT EXISTS { MATCH (x)-[:ANSWERS]->(:KeyQuestion) }
       OR EXISTS { MATCH (x)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question })
WITH x, CASE WHEN $rows IN labels(x) THEN [0, $rows] ELSE [1, $columns] END AS side
RETURN side[1] AS kind, x.id AS id, x.title AS title, coalesce(x.source, []) AS sources
ORDER BY side[0], x.framework, x.position, id
