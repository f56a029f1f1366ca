UNWIND $mappings AS m
WITH m.mapping_set AS mapping_set, sum(CASE m.basis WHEN 'official page' THEN 1 ELSE 0 END) AS official,
     sum(CASE m.basis WHEN 'copy of an official page' THEN 1 ELSE 0 END) AS copy,
     sum(CASE m.basis WHEN 'stated by another body' THEN 1 ELSE 0 END) AS others,
     sum(CASE m.basis WHEN 'our reading' THEN 1 ELSE 0 END) AS ours, count(*) AS total
RETURN mapping_set, official, copy, others, ours, total, toString(ours) + ' of ' + toString(total) + ' our reading' AS share
ORDER BY mapping_set
