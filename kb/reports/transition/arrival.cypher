UNWIND range(0, size($new) - 1) AS number
WITH number, $new[number] AS o
WITH o.key_question AS key_question, min(number) AS place, count(*) AS total,
     sum(CASE o.outcome WHEN 'continues' THEN 1 ELSE 0 END) AS continue, sum(CASE o.outcome WHEN 'combines' THEN 1 ELSE 0 END) AS combine,
     sum(CASE o.outcome WHEN 'only related' THEN 1 ELSE 0 END) AS only_related, sum(CASE o.outcome WHEN 'new' THEN 1 ELSE 0 END) AS new
RETURN key_question, continue, combine, only_related, new, total, toString(new) + ' of ' + toString(total) + ' are new' AS share
ORDER BY place
