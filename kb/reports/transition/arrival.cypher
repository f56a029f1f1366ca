UNWIND range(0, size($new) - 1) AS number
WITH number, $new[number] AS o
WITH o.key_question AS key_question, min(number) AS place, count(*) AS total,
     sum(CASE o.outcome WHEN 'continues' THEN 1 ELSE 0 END) AS continues, sum(CASE o.outcome WHEN 'merges' THEN 1 ELSE 0 END) AS merges,
     sum(CASE o.outcome WHEN 'barely' THEN 1 ELSE 0 END) AS barely, sum(CASE o.outcome WHEN 'new' THEN 1 ELSE 0 END) AS new
RETURN key_question, continues, merges, barely, new, total, toString(new) + ' of ' + toString(total) + ' are new' AS share
ORDER BY place
