// The counting is that of the command directory-summary.
OPTIONAL MATCH (k:KeyQuestion {id: $key_question})
WITH coalesce(k.title, 'Overall') AS asked
MATCH (l:Location)-[:HAS_RATING]->(r:Rating)
WHERE r.question = asked AND r.left_out IS NULL
WITH r, coalesce(toString(r.date.year), 'not given') AS name
WITH name, count(*) AS rated, sum(CASE r.rating WHEN 'Outstanding' THEN 1 ELSE 0 END) AS outstanding, sum(CASE r.rating WHEN 'Good' THEN 1 ELSE 0 END) AS good,
     sum(CASE r.rating WHEN 'Requires improvement' THEN 1 ELSE 0 END) AS improvement, sum(CASE r.rating WHEN 'Inadequate' THEN 1 ELSE 0 END) AS inadequate
RETURN name, rated, round(1000.0 * outstanding / rated) / 10 AS outstanding, round(1000.0 * good / rated) / 10 AS good,
       round(1000.0 * improvement / rated) / 10 AS requires_improvement, round(1000.0 * inadequate / rated) / 10 AS inadequate,
       round(1000.0 * (improvement + inadequate) / rated) / 10 AS below_good, CASE WHEN rated < 10 THEN 'small' END AS small
ORDER BY name = 'not given', name
