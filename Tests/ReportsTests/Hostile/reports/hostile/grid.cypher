UNWIND $things AS t RETURN t.title AS title, t.kind AS kind, t.id AS id, 0.5 AS share
