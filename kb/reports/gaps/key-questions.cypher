// Only where 'I' statements are asked for, and the date has a framework. Sets as for the statements.
OPTIONAL MATCH (y:Sector {kind: 'public bodies'})
WHERE y.id = $sector
WITH coalesce(toLower(y.title), 'providers') AS about
OPTIONAL MATCH (s:MappingSet)
WHERE (s.status IN ['draft', 'proposal'] AND NOT coalesce($framework IN [s.subject_source, s.object_source, s.complete_for], false))
   OR NOT coalesce(s.sector, 'all') IN ['all', about]
WITH collect(s.name) AS left_out
MATCH (k:KeyQuestion)
WHERE ($key_question IS NULL OR k.id = $key_question) AND ($kind IS NULL OR $kind = 'IStatement')
  AND coalesce(k.valid_from <= $as_of, true) AND coalesce(k.valid_to > $as_of, true)
WITH k,
     [(x:IStatement)-[m:SPEAKS_TO]->(k)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {id: x.id, title: x.title, predicate: m.predicate, confidence: m.confidence, basis: coalesce(m.basis, 'our reading'), author: m.author, finding: coalesce(m.finding, 'our reading'), set: m.set, source: m.source}] AS maps,
     [(k)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE 'IStatement' IN split(m.looked_for, '|') AND NOT x.name IN left_out
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {checked: m.checked, source: m.source}] AS none
WITH k, maps, none,
     coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN maps | m.finding]]),
              CASE WHEN size(none) > 0 THEN 'checked, none found' ELSE 'not checked' END) AS finding
RETURN 'KeyQuestion' AS kind, finding, k.title AS key_question, size(maps) AS i_statements,
       CASE WHEN size(maps) = 0 THEN [n IN none WHERE n.checked IS NOT NULL | n.checked] ELSE [] END AS checked_by, maps AS counted,
       reduce(found = coalesce(k.source, []), m IN maps + none | found + [d IN coalesce(m.source, []) WHERE NOT d IN found]) AS sources
ORDER BY {`listed by CQC`: 1, `stated by others`: 2, `our reading`: 3, `checked, none found`: 4, `not checked`: 5}[finding], k.position
