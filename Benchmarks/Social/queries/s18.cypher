// a page deep in the ratings
MATCH (p:Post) WHERE p.rating IS NOT NULL RETURN p.id AS id, p.rating AS rating ORDER BY rating DESC, id SKIP 15000 LIMIT 10
