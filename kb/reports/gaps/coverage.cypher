// The statements counted. Where nothing was examined there is no share to tell.
UNWIND range(0, size($statements) - 1) AS number
WITH number, $statements[number] AS s
WITH s.key_question AS key_question, s.framework AS framework, s.kind AS kind, min(number) AS place, count(*) AS total,
     sum(CASE s.finding WHEN 'covered' THEN 1 ELSE 0 END) AS covered,
     sum(CASE s.finding WHEN 'partial' THEN 1 ELSE 0 END) AS partial,
     sum(CASE s.finding WHEN 'declared no match' THEN 1 ELSE 0 END) AS declared_no_match,
     sum(CASE s.finding WHEN 'not examined' THEN 1 ELSE 0 END) AS not_examined,
     sum(s.strength) AS strength
RETURN key_question, framework, kind, covered, partial, declared_no_match, not_examined, total,
       CASE WHEN not_examined = total THEN 'not examined'
            ELSE toString(covered) + ' of ' + toString(total)
                 + ' (' + toString(toInteger(round(100.0 * covered / total))) + ' %)' END AS coverage,
       CASE WHEN not_examined = total THEN 'not examined'
            ELSE toString(round(strength * 10) / 10) + ' of ' + toString(total) END AS strength
ORDER BY place
