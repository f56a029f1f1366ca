MATCH (:Location)-[:HAS_RATING]->(r:Rating)
WHERE r.left_out IS NULL
WITH r.question AS key_question, count(*) AS rated,
     sum(CASE r.rating WHEN 'Outstanding' THEN 1 ELSE 0 END) AS outstanding, sum(CASE r.rating WHEN 'Good' THEN 1 ELSE 0 END) AS good,
     sum(CASE r.rating WHEN 'Requires improvement' THEN 1 ELSE 0 END) AS requires_improvement,
     sum(CASE r.rating WHEN 'Inadequate' THEN 1 ELSE 0 END) AS inadequate
RETURN key_question, outstanding, good, requires_improvement, inadequate, rated
ORDER BY CASE key_question WHEN 'Overall' THEN 0 WHEN 'Safe' THEN 1 WHEN 'Effective' THEN 2 WHEN 'Caring' THEN 3 WHEN 'Responsive' THEN 4 ELSE 5 END
