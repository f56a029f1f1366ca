UNWIND range(0, size($mappings) - 1) AS number
WITH number, $mappings[number] AS m
WITH m.mapping_set AS mapping_set, m.basis AS basis, min(number) AS place,
     sum(CASE m.review WHEN 'reviewed' THEN 1 ELSE 0 END) AS reviewed,
     sum(CASE m.review WHEN 'not reviewed' THEN 1 ELSE 0 END) AS not_reviewed, count(*) AS total
RETURN mapping_set, basis, reviewed, not_reviewed, total, toString(not_reviewed) + ' of ' + toString(total) + ' not reviewed' AS share
ORDER BY place
