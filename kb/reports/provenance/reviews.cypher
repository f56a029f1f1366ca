UNWIND range(0, size($mappings) - 1) AS number
WITH number, $mappings[number] AS m
WITH m.mapping_set AS mapping_set, m.confidence AS confidence, min(number) AS place,
     sum(CASE m.review_state WHEN 'checked' THEN 1 ELSE 0 END) AS checked,
     sum(CASE m.review_state WHEN 'unreviewed' THEN 1 ELSE 0 END) AS unreviewed, count(*) AS total
RETURN mapping_set, confidence, checked, unreviewed, total, toString(unreviewed) + ' of ' + toString(total) + ' unreviewed' AS share
ORDER BY place
