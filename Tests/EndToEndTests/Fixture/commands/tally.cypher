// summary: How many statements each key question has.
// usage: tally [KEY-QUESTION]
// parameter key_question: KeyQuestion optional — the key question; all when left out
MATCH (k:KeyQuestion)
WHERE $key_question IS NULL OR k.id = $key_question
OPTIONAL MATCH (k)<-[:ANSWERS]-(s:Statement)
RETURN k.title AS key_question, count(s) AS statements
ORDER BY key_question
