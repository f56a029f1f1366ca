MATCH (l:EvidenceLoad)
WHERE l.day <= $as_of
WITH l.day AS day, sum(l.rows) AS rows, sum(l.loaded) AS loaded, sum(l.rejected) AS rejected, sum(l.added) AS added, sum(l.changed) AS changed,
     sum(l.ended) AS ended
MATCH (t:QualityStatement)-[:ANSWERS]->(k:KeyQuestion)
WHERE coalesce(t.valid_from <= day, true) AND coalesce(t.valid_to > day, true) AND ($key_question IS NULL OR k.id = $key_question)
WITH day, rows, loaded, rejected, added, changed, ended, t,
     EXISTS { MATCH (e:EvidenceItem)-[:EVIDENCE_FOR]->(t)
              WHERE e.valid_from <= day AND coalesce(e.valid_to > day, true) AND NOT coalesce(e.review_due < day, false) } AS held
WITH day, rows, loaded, rejected, added, changed, ended, sum(CASE WHEN held THEN 1 ELSE 0 END) AS with_current_evidence, count(t) AS statements
RETURN day, with_current_evidence, statements, rows, loaded, rejected, added, changed, ended
ORDER BY day
