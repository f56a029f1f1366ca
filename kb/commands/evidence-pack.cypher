// summary: The index of evidence to hand to an inspector: what each item shows, its category, date, owner, location and the law behind it.
// usage: evidence pack STATEMENT | KEY-QUESTION | REGULATION
// example: evidence pack well-led
// parameter subject: QualityStatement|KeyQuestion|Regulation — what the inspector asks about
// detail: id
// graph: all
// note: Regulations are those that the knowledge base names for the statement; `trace` shows what each rests on.
//
// A row for each item and each statement or regulation that it shows. Statements without evidence are in the index, with no item.

MATCH (named {id: $subject})
MATCH (t)
WHERE (t:QualityStatement OR t:Regulation)
  AND coalesce(t.valid_from <= $as_of, true) AND coalesce(t.valid_to > $as_of, true) AND NOT coalesce(t.status IN ['draft', 'proposal'], false)
  AND (t = named OR EXISTS { MATCH (t)-[:ANSWERS]->(named) })
OPTIONAL MATCH (e:EvidenceItem)-[:EVIDENCE_FOR]->(x)
WHERE (x = t OR (x:RegulationPart AND x.id STARTS WITH t.id + '/'))
  AND coalesce(e.valid_from <= $as_of, true) AND coalesce(e.valid_to > $as_of, true)
WITH DISTINCT t, e
WITH t, e,
     [(t)-[r:RESTS_ON]->(law:Regulation)
      WHERE NOT coalesce(r.negated, false) AND coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)
      | law.code + ' ' + law.title] AS laws
RETURN t.code AS code, t.title AS shows, e.ref AS ref, coalesce(e.title, CASE WHEN e IS NULL THEN 'no evidence' END) AS evidence,
       [(e)-[:OF_CATEGORY]->(c) | c.title] AS categories, e.date AS date, e.review_due AS review_due, e.owner AS owner,
       e.location AS location, e.link AS link,
       reduce(names = [], law IN laws | CASE WHEN law IN names THEN names ELSE names + [law] END) AS law, e.id AS id
ORDER BY t.position, e.date DESC, e.ref
