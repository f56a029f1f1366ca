UNWIND $key_question_rows AS k
WITH k.kind AS kind, count(*) AS total,
     sum(CASE k.finding WHEN 'covered' THEN 1 ELSE 0 END) AS covered,
     sum(CASE k.finding WHEN 'partial' THEN 1 ELSE 0 END) AS partial,
     sum(CASE k.finding WHEN 'declared no match' THEN 1 ELSE 0 END) AS declared_no_match,
     sum(CASE k.finding WHEN 'not examined' THEN 1 ELSE 0 END) AS not_examined
RETURN kind, covered, partial, declared_no_match, not_examined, total,
       CASE WHEN not_examined = total THEN 'not examined'
            ELSE toString(covered) + ' of ' + toString(total)
                 + ' (' + toString(toInteger(round(100.0 * covered / total))) + ' %)' END AS coverage
