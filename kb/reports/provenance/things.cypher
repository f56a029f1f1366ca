UNWIND $rows AS r
WITH r.kind AS kind, sum(CASE r.confidence WHEN 'high' THEN 1 ELSE 0 END) AS high,
     sum(CASE r.confidence WHEN 'medium' THEN 1 ELSE 0 END) AS medium, sum(CASE r.confidence WHEN 'low' THEN 1 ELSE 0 END) AS low, count(*) AS total
RETURN kind, high, medium, low, total, toString(low) + ' of ' + toString(total) + ' low' AS share
ORDER BY kind
