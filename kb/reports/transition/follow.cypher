UNWIND range(0, size($links) - 1) AS number
WITH number, $links[number] AS l
WHERE l.confidence IN ['high', 'medium']
MATCH (a:Criterion), (b:Criterion)
WHERE a.id = l.from AND b.id = l.to
WITH number, l,
     [(a)-[m:RESTS_ON]->(r) WHERE NOT coalesce(m.negated, false) | r.id] AS before,
     [(b)-[m:RESTS_ON]->(r) WHERE NOT coalesce(m.negated, false) | r.id] AS after,
     [(a)-[m:ASKS_FOR]->(e) WHERE NOT coalesce(m.negated, false) | e.title] AS asked_before,
     [(b)-[m:ASKS_FOR]->(e) WHERE NOT coalesce(m.negated, false) | e.title] AS asked_after
RETURN l.from AS from, l.to AS to, l.derived AS derived, [r IN before WHERE r IN after] AS regulations_kept,
       [r IN before WHERE NOT r IN after] AS regulations_left_behind, [r IN after WHERE NOT r IN before] AS regulations_added,
       reduce(found = [], e IN asked_before | CASE WHEN e IN found THEN found ELSE found + [e] END) AS evidence_of_the_older,
       reduce(found = [], e IN asked_after | CASE WHEN e IN found THEN found ELSE found + [e] END) AS evidence_of_the_newer,
       l.sources AS sources
ORDER BY number
