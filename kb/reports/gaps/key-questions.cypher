// Only where 'I' statements are asked for, and the day has a framework.
OPTIONAL MATCH (s:MappingSet)
WHERE s.status IN ['draft', 'proposal']
WITH collect(s.name) AS drafts
MATCH (k:KeyQuestion)
WHERE ($key_question IS NULL OR k.id = $key_question) AND ($kind IS NULL OR $kind = 'IStatement')
  AND coalesce(k.valid_from <= $as_of, true) AND coalesce(k.valid_to > $as_of, true)
WITH k,
     [(x:IStatement)-[m:SPEAKS_TO]->(k)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, title: x.title, predicate: m.predicate, confidence: m.confidence, set: m.set, source: m.source}] AS maps,
     [(k)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE 'IStatement' IN split(m.looked_for, '|') AND NOT x.name IN drafts
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {source: m.source}] AS none
WITH k, maps, none,
     CASE WHEN any(m IN maps WHERE coalesce(m.confidence IN ['high', 'medium'], false)) THEN 'covered'
          WHEN size(maps) > 0 THEN 'partial' WHEN size(none) > 0 THEN 'declared no match' ELSE 'not examined' END AS finding
RETURN 'KeyQuestion' AS kind, finding, k.title AS key_question, size(maps) AS i_statements, maps AS counted,
       reduce(found = coalesce(k.source, []), m IN maps + none | found + [d IN coalesce(m.source, []) WHERE NOT d IN found]) AS sources
ORDER BY {covered: 1, partial: 2, `declared no match`: 3, `not examined`: 4}[finding], k.position
