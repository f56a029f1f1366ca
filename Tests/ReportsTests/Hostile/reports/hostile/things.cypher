MATCH (t:Thing) RETURN t.title AS title, t.id AS id, t.kind AS kind, t.url AS url, t.source AS sources ORDER BY title, id
