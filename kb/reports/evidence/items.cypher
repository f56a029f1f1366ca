UNWIND $subjects AS s
MATCH (t {id: s.id})
MATCH (e:EvidenceItem)-[:EVIDENCE_FOR]->(x)
WHERE (x = t OR (x:RegulationPart AND x.id STARTS WITH t.id + '/'))
  AND coalesce(e.valid_from <= $as_of, true) AND coalesce(e.valid_to > $as_of, true)
WITH DISTINCT s, e
RETURN s.id AS id, e.ref AS ref, e.title AS title, [(e)-[:OF_CATEGORY]->(c) | c.title] AS categories, e.date AS date, e.review_due AS review_due,
       e.owner AS owner, e.location AS location
ORDER BY id, ref
