UNWIND $statements AS s
WITH s WHERE s.gap
RETURN s.key_question AS key_question, s.framework AS framework, s.kind AS kind, s.id AS id, s.code AS code, s.title AS title,
       s.finding AS finding, s.checked_by AS checked_by, s.sources AS sources
