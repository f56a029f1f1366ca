MATCH (f:Framework)
WHERE coalesce(f.valid_from <= $to, true) AND coalesce(f.valid_to > $from, true)
RETURN f.title AS title, f.id AS id, f.status AS status, f.valid_from AS valid_from, f.valid_to AS valid_to, f.source AS sources
ORDER BY f.valid_from, f.position
