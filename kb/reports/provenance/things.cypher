UNWIND $rows AS r
WITH r.kind AS kind, sum(CASE r.basis WHEN 'official page' THEN 1 ELSE 0 END) AS official,
     sum(CASE r.basis WHEN 'copy of an official page' THEN 1 ELSE 0 END) AS copy,
     sum(CASE r.basis WHEN 'stated by another body' THEN 1 ELSE 0 END) AS others,
     sum(CASE r.basis WHEN 'our reading' THEN 1 ELSE 0 END) AS ours, count(*) AS total
RETURN kind, official, copy, others, ours, total, toString(ours) + ' of ' + toString(total) + ' our reading' AS share
ORDER BY kind
