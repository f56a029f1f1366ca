MATCH (f:Framework)
WHERE f.id IN [$from, $to]
RETURN f.title AS title, f.id AS id, f.version AS version, f.status AS status, f.valid_from AS valid_from, f.valid_to AS valid_to,
       f.url AS url, f.source AS sources
ORDER BY f.position
