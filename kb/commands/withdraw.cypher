// summary: Take back a proposed mapping.
// usage: withdraw SUBJECT -> OBJECT
// example: withdraw I-12 -> W3
// parameter subject: Any — what was mapped
// parameter object: Any after -> — what it was mapped to
// graph: all
// error: problem
//
// Only proposals, in all sets; what kb/ holds stays.

MATCH (a {id: $subject}), (b {id: $object})
OPTIONAL MATCH (a)-[m {review_state: 'proposed'}]->(b)
WITH a, b, collect(m) AS rows
WITH a, b, rows, [m IN rows | {predicate: m.predicate, set: m.set}] AS taken
CALL (rows) { UNWIND rows AS m DELETE m }
RETURN a.id AS subject, a.title AS subject_title, b.id AS object, b.title AS object_title, taken[0].predicate AS predicate,
       taken[0].set AS `set`,
       CASE WHEN size(taken) = 0 THEN 'no mapping from ' + a.id + ' to ' + b.id + ' was proposed here' END AS problem
