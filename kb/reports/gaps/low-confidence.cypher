UNWIND $statements AS s
WITH s WHERE s.finding = 'partial'
RETURN s.key_question AS key_question, s.framework AS framework, s.kind AS kind, s.id AS id, s.code AS code, s.title AS title,
       s.low AS low, s.sources AS sources
