MATCH (k:KeyQuestion)<-[:ANSWERS]-(a:Criterion)-[:PART_OF]->(f:Framework)
WHERE f.id = $from AND ($key_question IS NULL OR k.id = $key_question)
  AND ($sector IS NULL OR EXISTS { MATCH (a)-[:APPLIES_TO]->(z:Sector) WHERE z.id = $sector } OR EXISTS { MATCH (z:Sector {kind: 'providers'}) WHERE z.id = $sector })
WITH k, a, [l IN $links WHERE l.from = a.id] AS links
WITH k, a, links, [l IN links WHERE l.predicate <> 'related'] AS sure
WITH k, a, links, sure, reduce(ids = [], l IN sure | CASE WHEN l.to IN ids THEN ids ELSE ids + [l.to] END) AS successors
WITH k, a, links, successors,
     CASE WHEN size(links) = 0 THEN [4, 'no successor']
          WHEN size(successors) > 1 THEN [3, 'splits']
          WHEN size(successors) = 1 AND any(l IN sure WHERE l.predicate IN ['exact', 'close', 'broad']) THEN [1, 'carries over']
          ELSE [2, 'carries over in part'] END AS result,
     [(a)-[m:HAS_NO_MATCH_IN]->(s:MappingSet)
      WHERE s.relationship IN ['BECAME', 'WOULD_BECOME'] AND s.object_source = $to | {checked: m.checked, source: coalesce(m.source, [])}] AS none
RETURN k.title AS key_question, result[1] AS outcome, a.id AS id, a.code AS code, a.title AS title, successors,
       reduce(ids = [], l IN links | CASE WHEN l.to IN successors OR l.to IN ids THEN ids ELSE ids + [l.to] END) AS only_related,
       size(links) AS links, any(l IN links WHERE l.derived) AS derived,
       CASE WHEN size(links) > 0 THEN '' WHEN size(none) > 0 THEN 'checked, none found' + coalesce(', by ' + none[0].checked, '') ELSE 'not checked' END AS note,
       size(links) = 0 AS gap, size(links) > 0 OR size(none) > 0 AS checked, a.url AS url,
       reduce(found = [], list IN [coalesce(a.source, [])] + [l IN links | l.sources] + [n IN none | n.source] |
              found + [d IN list WHERE NOT d IN found]) AS sources
ORDER BY k.position, result[0], a.position
