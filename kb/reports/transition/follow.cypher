UNWIND range(0, size($links) - 1) AS number
WITH number, $links[number] AS l
WHERE l.predicate <> 'related'
MATCH (a:Criterion), (b:Criterion)
WHERE a.id = l.from AND b.id = l.to
WITH number, l,
     [(a)-[m:RESTS_ON]->(r) WHERE NOT coalesce(m.negated, false) AND m.author CONTAINS 'Care Quality Commission' | r.id] AS before,
     [(b)-[m:RESTS_ON]->(r) WHERE NOT coalesce(m.negated, false) AND m.author CONTAINS 'Care Quality Commission' | r.id] AS after,
     [(a)-[m:ASKS_FOR]->(e) WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.sector, '') STARTS WITH 'local' | e.title] AS asked_before,
     [(b)-[m:ASKS_FOR]->(e) WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.sector, '') STARTS WITH 'local' | e.title] AS asked_after
RETURN l.from AS from, l.to AS to, l.derived AS derived, [r IN before WHERE r IN after] AS regulations_kept,
       [r IN before WHERE NOT r IN after] AS regulations_left_behind, [r IN after WHERE NOT r IN before] AS regulations_added,
       reduce(found = [], e IN asked_before | CASE WHEN e IN found THEN found ELSE found + [e] END) AS evidence_before,
       reduce(found = [], e IN asked_after | CASE WHEN e IN found THEN found ELSE found + [e] END) AS evidence_after,
       l.sources AS sources
ORDER BY number
