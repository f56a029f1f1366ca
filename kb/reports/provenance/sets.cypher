UNWIND $mappings AS m
WITH m.mapping_set AS mapping_set, sum(CASE m.confidence WHEN 'high' THEN 1 ELSE 0 END) AS high,
     sum(CASE m.confidence WHEN 'medium' THEN 1 ELSE 0 END) AS medium, sum(CASE m.confidence WHEN 'low' THEN 1 ELSE 0 END) AS low, count(*) AS total
RETURN mapping_set, high, medium, low, total, toString(low) + ' of ' + toString(total) + ' low' AS share
ORDER BY mapping_set
