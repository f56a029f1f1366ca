// Path and confidence are those of its relations; membership of a paragraph in its regulation is not a mapping.
MATCH p = (n)-[:SPEAKS_TO|BECAME|WOULD_BECOME|INFORMS*0..1]-(c:Criterion)-[:RESTS_ON|RESTS_ON_PART]->(x)
WHERE n.id = $name
  AND all(r IN relationships(p) WHERE NOT coalesce(r.negated, false)
          AND (NOT $historic OR (coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true))))
WITH n, p, x, relationships(p) AS steps
RETURN x.id AS law, x.code AS paragraph, x.title AS title,
       reduce(text = n.id, i IN range(0, size(steps) - 1) |
              text + CASE WHEN startNode(steps[i]) = nodes(p)[i] THEN ' → ' ELSE ' ← ' END
              + nodes(p)[i + 1].id) AS path,
       size(steps) > 1 AS derived,
       CASE WHEN any(r IN steps WHERE r.confidence = 'low') THEN 'low' WHEN any(r IN steps WHERE r.confidence = 'medium') THEN 'medium'
            ELSE 'high' END AS confidence,
       [r IN steps | coalesce(r.set, '')] AS mapping_sets,
       reduce(found = [], r IN steps | found + [d IN coalesce(r.source, []) WHERE NOT d IN found]) AS sources
ORDER BY size(steps), x.framework, x.position, path
