// summary: Statements of a key question.
// usage: list [KEY-QUESTION]
// example: list well-led
// parameter key_question: KeyQuestion optional — the key question; all when left out
// detail: id
// then: tally
MATCH (s:Statement)-[:ANSWERS]->(k:KeyQuestion)
WHERE $key_question IS NULL OR k.id = $key_question
RETURN s.id AS id, s.code AS code, s.title AS title, s.valid_to AS until, s.source AS sources
ORDER BY code
