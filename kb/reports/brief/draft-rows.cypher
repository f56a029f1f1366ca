// Each line of enquiry of the draft framework of the sector; without a sector, of the drafts whose lines we hold.
MATCH (d:Framework {status: 'draft'})<-[:PART_OF]-(l:KLOE)-[:ANSWERS]->(k:KeyQuestion)
WHERE coalesce(d.valid_from <= $as_of, true)
  AND ($sector IS NULL OR EXISTS { MATCH (z:Sector) WHERE z.id = $sector AND toLower(z.title) CONTAINS d.sector })
RETURN k.id AS key_question_id, k.title AS key_question, $key_question IS NULL OR k.id = $key_question AS requested, d.id AS framework_id,
       d.code AS framework, d.title AS framework_title, d.valid_from AS since, l.id AS id, l.code AS code, l.title AS title,
       coalesce(d.source, []) AS sources
ORDER BY d.position, l.position
