UNWIND range(0, size($links) - 1) AS number
WITH number, $links[number] AS l
WHERE l.predicate <> 'related'
MATCH (a:Criterion), (b:Criterion)
WHERE a.id = l.from AND b.id = l.to
WITH number, l,
     [(a)-[m:RESTS_ON]->(r) WHERE NOT coalesce(m.negated, false) AND m.finding = 'listed by CQC' | r.id] AS before,
     [(b)-[m:RESTS_ON]->(r) WHERE NOT coalesce(m.negated, false) AND m.finding = 'listed by CQC' | r.id] AS after,
     [(a)-[m:ASKS_FOR]->(e) WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.sector, '') STARTS WITH 'local' | e.title] AS asked_before,
     [(b)-[m:ASKS_FOR]->(e) WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.sector, '') STARTS WITH 'local' | e.title] AS asked_after
// Nothing follows from a side of which no list is held.
WITH *, size(before) > 0 AND size(after) > 0 AS are_listed
RETURN l.from AS from, l.to AS to, l.derived AS derived, CASE WHEN are_listed THEN [r IN before WHERE r IN after] END AS regulations_kept,
       CASE WHEN are_listed THEN [r IN before WHERE NOT r IN after] END AS regulations_left_behind,
       CASE WHEN are_listed THEN [r IN after WHERE NOT r IN before] END AS regulations_added,
       CASE WHEN size(asked_before) > 0 THEN reduce(found = [], e IN asked_before | CASE WHEN e IN found THEN found ELSE found + [e] END) END AS evidence_before,
       CASE WHEN size(asked_after) > 0 THEN reduce(found = [], e IN asked_after | CASE WHEN e IN found THEN found ELSE found + [e] END) END AS evidence_after,
       l.sources AS sources
ORDER BY number
