// What was proposed about 'I' and 'We' statements, first what names the key question.
MATCH (c:Claim)
WHERE c.kind = 'proposal' AND c.date <= $as_of AND any(t IN c.topics WHERE t IN ['I statements', 'We statements'])
WITH c, [(c)-[:ABOUT]->(k:KeyQuestion) | k.id] AS questions, [(c)-[:ABOUT]->(z:Sector) | z.id] AS sectors
WHERE (size(questions) = 0 OR $key_question IS NULL OR $key_question IN questions) AND (size(sectors) = 0 OR $sector IN sectors)
RETURN c.date AS date, c.summary AS proposal, c.said_by AS by_whom, coalesce(c.source, []) AS sources, size(questions) = 0 AS general, c.id AS id
ORDER BY general, date, id
