UNWIND $statements AS s
UNWIND s.counted AS m
WITH s, m ORDER BY m.id
WITH s, collect(m) AS maps
UNWIND maps AS m
RETURN s.key_question AS key_question, s.framework AS framework, s.kind AS kind, s.id AS statement, m.id AS id, m.title AS title, m.relation AS relation,
       m.predicate AS predicate, m.confidence AS confidence, m.weight AS weight, m.set AS mapping_set, m.comment AS comment,
       coalesce(m.source, []) AS sources
