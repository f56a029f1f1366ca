UNWIND range(0, size($old) - 1) AS number
WITH number, $old[number] AS o
WITH o.key_question AS key_question, min(number) AS place, count(*) AS total,
     sum(CASE o.outcome WHEN 'survives' THEN 1 ELSE 0 END) AS survives, sum(CASE o.outcome WHEN 'weakens' THEN 1 ELSE 0 END) AS weakens,
     sum(CASE o.outcome WHEN 'splits' THEN 1 ELSE 0 END) AS splits, sum(CASE o.outcome WHEN 'orphaned' THEN 1 ELSE 0 END) AS orphaned
RETURN key_question, survives, weakens, splits, orphaned, total,
       toString(survives) + ' of ' + toString(total) + ' survive' AS share
ORDER BY place
