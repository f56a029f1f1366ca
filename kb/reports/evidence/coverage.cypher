UNWIND range(0, size($subjects) - 1) AS number
WITH number, $subjects[number] AS s
WITH s.area AS area, min(number) AS place, count(*) AS total,
     sum(CASE s.finding WHEN 'covered' THEN 1 ELSE 0 END) AS covered,
     sum(CASE s.finding WHEN 'too few categories' THEN 1 ELSE 0 END) AS too_few_categories,
     sum(CASE s.finding WHEN 'overdue only' THEN 1 ELSE 0 END) AS overdue_only,
     sum(CASE s.finding WHEN 'no evidence' THEN 1 ELSE 0 END) AS no_evidence
RETURN area, covered, too_few_categories, overdue_only, no_evidence, total
ORDER BY place
