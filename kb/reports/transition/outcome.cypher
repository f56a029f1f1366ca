UNWIND range(0, size($old) - 1) AS number
WITH number, $old[number] AS o
WITH o.key_question AS key_question, min(number) AS place, count(*) AS total,
     sum(CASE o.outcome WHEN 'carries over' THEN 1 ELSE 0 END) AS carry_over, sum(CASE o.outcome WHEN 'carries over in part' THEN 1 ELSE 0 END) AS in_part,
     sum(CASE o.outcome WHEN 'splits' THEN 1 ELSE 0 END) AS split, sum(CASE o.outcome WHEN 'no successor' THEN 1 ELSE 0 END) AS no_successor
RETURN key_question, carry_over, in_part, split, no_successor, total,
       toString(carry_over) + ' of ' + toString(total) + ' carry over' AS share
ORDER BY place
