UNWIND range(0, size($key_question_rows) - 1) AS number
WITH number, $key_question_rows[number] AS k
UNWIND k.counted AS m
RETURN k.key_question AS key_question, m.id AS id, m.title AS title, m.predicate AS predicate, m.basis AS basis, m.author AS author, m.confidence AS confidence,
       m.set AS mapping_set, coalesce(m.source, []) AS sources
ORDER BY number, id
