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
RETURN k.title AS key_question, finding, size(maps) AS i_statements,
       CASE finding WHEN 'covered' THEN 1 ELSE 0 END AS covered, CASE finding WHEN 'partial' THEN 1 ELSE 0 END AS partial,
       CASE finding WHEN 'declared no match' THEN 1 ELSE 0 END AS declared_no_match,
       CASE finding WHEN 'not examined' THEN 1 ELSE 0 END AS not_examined, 1 AS total, maps AS counted,
       reduce(found = [], m IN maps + none | found + [d IN coalesce(m.source, []) WHERE NOT d IN found]) AS sources
ORDER BY k.position
