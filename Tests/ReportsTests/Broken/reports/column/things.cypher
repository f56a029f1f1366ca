MATCH (t:Thing) RETURN t.kind AS kind, t.id AS id ORDER BY id
