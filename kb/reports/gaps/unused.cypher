UNWIND $speakers AS s
WITH s WHERE s.unused
RETURN s.kind AS kind, s.id AS id, s.code AS code, s.title AS title, s.framework AS framework, s.finding AS finding, s.sources AS sources
