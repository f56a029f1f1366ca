MATCH p = (n)<-[:PART_OF*0..2]-(x)<-[:RESTS_ON|RESTS_ON_PART]-(c:Criterion)<-[:SPEAKS_TO*0..1]-(s)
WHERE n.id = $name AND (n:Regulation OR n:RegulationPart)
  AND all(r IN relationships(p) WHERE NOT coalesce(r.negated, false)
          AND (NOT $historic OR (coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true))))
WITH p, x, c, s, [r IN relationships(p) WHERE type(r) <> 'PART_OF'] AS steps
RETURN x.code AS paragraph, c.id AS statement, c.title AS title, CASE WHEN s <> c THEN s.id END AS spoken_to_by,
       CASE WHEN s <> c THEN s.title END AS speaker, size(steps) > 1 AS derived,
       CASE WHEN any(r IN steps WHERE r.confidence = 'low') THEN 'low' WHEN any(r IN steps WHERE r.confidence = 'medium') THEN 'medium'
            ELSE 'high' END AS confidence,
       reduce(found = [], r IN steps | found + [d IN coalesce(r.source, []) WHERE NOT d IN found]) AS sources
ORDER BY x.position, x.id, c.framework, c.position, size(steps), spoken_to_by
