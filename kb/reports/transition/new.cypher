MATCH (k:KeyQuestion)<-[:ANSWERS]-(b:Criterion)-[:PART_OF]->(t:Framework)
WHERE t.id = $to AND ($key_question IS NULL OR k.id = $key_question)
  AND ($sector IS NULL OR EXISTS { MATCH (b)-[:APPLIES_TO]->(z:Sector) WHERE z.id = $sector } OR EXISTS { MATCH (z:Sector {kind: 'providers'}) WHERE z.id = $sector })
WITH k, b, [l IN $links WHERE l.to = b.id] AS links
WITH k, b, links,
     reduce(ids = [], l IN [x IN links WHERE x.predicate <> 'related'] |
            CASE WHEN l.from IN ids THEN ids ELSE ids + [l.from] END) AS forerunners
WITH k, b, links, forerunners,
     CASE WHEN size(links) = 0 THEN [4, 'new'] WHEN size(forerunners) > 1 THEN [2, 'combines']
          WHEN size(forerunners) = 1 THEN [1, 'continues'] ELSE [3, 'only related'] END AS result,
     [(b)-[m:HAS_NO_MATCH_IN]->(s:MappingSet)
      WHERE s.relationship IN ['BECAME', 'WOULD_BECOME'] AND s.object_source = $to | {checked: m.checked, source: coalesce(m.source, [])}] AS none
RETURN k.title AS key_question, result[1] AS outcome, b.id AS id, b.code AS code, b.title AS title, forerunners,
       reduce(ids = [], l IN links | CASE WHEN l.from IN forerunners OR l.from IN ids THEN ids ELSE ids + [l.from] END) AS only_related,
       CASE WHEN size(links) > 0 THEN '' WHEN size(none) > 0 THEN 'checked, none found' + coalesce(' (' + none[0].checked + ')', '') ELSE 'not checked' END AS note, b.url AS url,
       reduce(found = [], list IN [coalesce(b.source, [])] + [l IN links | l.sources] + [n IN none | n.source] |
              found + [d IN list WHERE NOT d IN found]) AS sources
ORDER BY k.position, result[0], b.position
