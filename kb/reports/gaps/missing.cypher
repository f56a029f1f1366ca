UNWIND range(0, size($statements) - 1) AS number
WITH number, $statements[number] AS s
WHERE s.gap
WITH s.key_question AS key_question, s.framework AS framework, s.kind AS kind, min(number) AS place, count(*) AS count, collect(s.id) AS ids
RETURN key_question, framework, kind, count, ids
ORDER BY place
