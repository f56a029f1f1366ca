UNWIND range(0, size($statements) - 1) AS number
WITH number, $statements[number] AS s
UNWIND s.counted AS m
RETURN s.key_question AS key_question, s.framework AS framework, s.kind AS kind, s.id AS statement, m.id AS id, m.title AS title,
       m.finding AS finding, m.strength AS strength, m.sector AS sector, m.predicate AS predicate, m.basis AS basis, m.author AS author,
       m.confidence AS confidence, m.set AS mapping_set,
       m.comment AS comment, coalesce(m.source, []) AS sources
ORDER BY number, {`listed by CQC`: 1, `stated by others`: 2, `our reading`: 3}[finding], m.id, mapping_set
