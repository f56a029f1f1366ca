MATCH (f:Framework)
WHERE coalesce(f.valid_from <= $to, true) AND coalesce(f.valid_to > $from, true)
  AND ($key_question IS NULL OR EXISTS { MATCH (f)<-[:PART_OF]-(:Criterion)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question })
  AND ($framework IS NULL OR f.id = $framework)
RETURN f.title AS title, f.id AS id, f.status AS status, f.valid_from AS valid_from, f.valid_to AS valid_to, f.source AS sources
ORDER BY f.valid_from, f.position
