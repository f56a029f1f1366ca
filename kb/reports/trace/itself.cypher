MATCH (n)
WHERE n.id = $name
RETURN [l IN labels(n) WHERE l <> 'Criterion'][0] AS kind, n.id AS id, n.code AS code, n.title AS title, n.summary AS summary,
       n.framework AS framework, n.status AS status, n.valid_from AS valid_from, n.valid_to AS valid_to, n.confidence AS confidence,
       n.note AS note, n.url AS url, coalesce(n.source, []) AS sources
