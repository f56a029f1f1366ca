UNWIND range(0, size($speakers) - 1) AS number
WITH number, $speakers[number] AS s
WITH s.kind AS kind, min(number) AS place, count(*) AS total,
     sum(CASE s.finding WHEN 'covered' THEN 1 ELSE 0 END) AS covered,
     sum(CASE s.finding WHEN 'partial' THEN 1 ELSE 0 END) AS partial,
     sum(CASE s.finding WHEN 'declared no match' THEN 1 ELSE 0 END) AS declared_no_match,
     sum(CASE s.finding WHEN 'not examined' THEN 1 ELSE 0 END) AS not_examined,
     sum(CASE WHEN s.orphan THEN 1 ELSE 0 END) AS orphans
RETURN kind, covered, partial, declared_no_match, not_examined, total,
       CASE WHEN not_examined = total THEN 'not examined'
            ELSE toString(covered) + ' of ' + toString(total)
                 + ' (' + toString(toInteger(round(100.0 * covered / total))) + ' %)' END AS speak, orphans
ORDER BY place
