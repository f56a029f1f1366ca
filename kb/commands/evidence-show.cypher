// summary: One item of evidence, or all for a statement, key question or regulation.
// usage: evidence show ID | STATEMENT
// example: evidence show W5
// parameter item: EvidenceItem|QualityStatement|KeyQuestion|Regulation|RegulationPart|KLOE — id of an item, or what the evidence is for
// detail: id, sheet_row, cells
// graph: all
//
// Of an item that has changed, every version is shown, the one that holds first. `cells` are the words of the register.

MATCH (named {id: $item})
MATCH (e:EvidenceItem)
WHERE CASE WHEN named:EvidenceItem THEN e.register = named.register AND e.ref = named.ref
           ELSE coalesce(e.valid_from <= $as_of, true) AND coalesce(e.valid_to > $as_of, true)
                AND EXISTS { MATCH (e)-[:EVIDENCE_FOR]->(t)
                             WHERE t = named OR EXISTS { MATCH (t)-[:ANSWERS]->(named) } OR t.id STARTS WITH named.id + '/' } END
OPTIONAL MATCH (e)-[:HAS_ACTION]->(a:EvidenceAction)
RETURN e.ref AS ref, e.title AS title, [(e)-[:EVIDENCE_FOR]->(t) | coalesce(t.code, t.title)] AS evidence_for,
       [(e)-[:OF_CATEGORY]->(c) | c.title] AS categories, e.date AS date, e.review_due AS review_due,
       CASE WHEN e.review_due < $as_of THEN 'overdue' WHEN e.review_due IS NULL THEN 'no review date' ELSE 'current' END AS review,
       e.owner AS owner, e.location AS location, e.status AS status, e.link AS link, e.note AS note, e.gap AS gap,
       a.what AS action, a.owner AS action_owner, a.due AS action_due, a.done AS action_done, e.recorded AS recorded,
       e.valid_from AS held_from, e.valid_to AS held_to, e.row AS sheet_row,
       [(e)-[r:EVIDENCE_FOR|OF_CATEGORY]->(t) | t.id + ' from ' + r.cell] AS cells, e.id AS id
ORDER BY e.ref, e.valid_from DESC
