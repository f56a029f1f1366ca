UNWIND $statements AS s
WITH s WHERE s.finding = 'our reading'
RETURN s.key_question AS key_question, s.framework AS framework, s.kind AS kind, s.id AS id, s.code AS code, s.title AS title,
       s.our_reading AS our_reading, s.sources AS sources
