// summary: The things of a kind, in their order, with the dates from and to which they hold.
// usage: show KIND [KEY-QUESTION]
// example: show kloes well-led
// example: show quality-statements
// example: show documents
// parameter kind: Label — kloes, quality-statements, regulations, i-statements, we-statements, evidence, scoring, sectors, service-types, guidelines, frameworks, documents, claims …
// parameter key_question: KeyQuestion optional — only those of the key question, directly or through a statement
// detail: summary, note, url, confidence
// drop: valid_from, valid_to, framework, status, code
//
// Drafts are shown too, and status says so; `--as-of all` shows ended things as well. status is that of the date.

MATCH (n)
WHERE $kind IN labels(n)
  AND ($key_question IS NULL
       OR EXISTS { MATCH (n)-[:ANSWERS|SPEAKS_TO|ABOUT|HAS_NO_MATCH_IN]->(k:KeyQuestion) WHERE k.id = $key_question }
       OR EXISTS { MATCH (n)-[:PART_OF|SPEAKS_TO|ABOUT]->(c)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question }
       OR EXISTS { MATCH (n)<-[:RESTS_ON|ASKS_FOR]-(c)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question }
       OR n.id = $key_question)
RETURN n.id AS id, n.code AS code, n.title AS title, n.framework AS framework,
       CASE WHEN n.status IS NULL THEN null
            WHEN n.status IN ['draft', 'proposal'] THEN n.status
            WHEN coalesce(n.valid_to <= $as_of, false) THEN 'ended'
            WHEN coalesce(n.valid_from > $as_of, false) THEN 'not yet in force'
            WHEN n.status = 'ended' THEN 'in force'
            ELSE n.status END AS status,
       n.valid_from AS valid_from, n.valid_to AS valid_to,
       n.summary AS summary, n.note AS note, n.url AS url, n.confidence AS confidence, n.source AS sources
ORDER BY n.framework, n.position, n.date, n.id
