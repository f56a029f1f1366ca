UNWIND range(0, size($statements) - 1) AS number
WITH number, $statements[number] AS s
UNWIND s.counted AS m
RETURN s.key_question AS key_question, s.framework AS framework, s.kind AS kind, s.id AS statement, m.id AS id, m.title AS title,
       m.relation AS relation, m.predicate AS predicate, m.confidence AS confidence, m.weight AS weight, m.set AS mapping_set,
       m.comment AS comment, coalesce(m.source, []) AS sources
ORDER BY number, {high: 1, medium: 2, low: 3}[confidence], m.id, mapping_set
