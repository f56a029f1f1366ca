// Each thing that could be mapped to a statement, and whether it is. Lines of enquiry count from the day they began,
// since those that ended are what came before the statements. Sets as for the statements.
OPTIONAL MATCH (y:Sector {kind: 'public bodies'})
WHERE y.id = $sector
WITH coalesce(toLower(y.title), 'providers') AS about
OPTIONAL MATCH (s:MappingSet)
WHERE (s.status IN ['draft', 'proposal'] AND NOT coalesce($framework IN [s.subject_source, s.object_source, s.complete_for], false))
   OR NOT coalesce(s.sector, 'all') IN ['all', about]
WITH collect(s.name) AS left_out
UNWIND [[1, 'IStatement', 'SPEAKS_TO'], [2, 'WeStatement', 'SPEAKS_TO'], [3, 'Regulation', 'RESTS_ON'],
        [4, 'KLOE', 'BECAME'], [5, 'EvidenceCategory', 'ASKS_FOR'], [6, 'Guideline', 'INFORMS']] AS entry
WITH left_out, entry[0] AS place, entry[1] AS kind, entry[2] AS relation
WHERE any(s IN $statements WHERE s.kind = kind)
WITH left_out, place, kind, relation,
     reduce(found = [], s IN $statements | CASE WHEN s.kind = kind THEN found + [m IN s.counted | {to: s.id, id: m.id, finding: m.finding, source: m.source}]
                                                ELSE found END) AS counted
MATCH (x)
WHERE kind IN labels(x) AND NOT coalesce(x.status IN ['draft', 'proposal'], false)
  AND coalesce(x.valid_from <= $as_of, true) AND (kind = 'KLOE' OR coalesce(x.valid_to > $as_of, true))
WITH left_out, place, kind, relation, x, [m IN counted WHERE m.id = x.id] AS maps,
     [(x)-[m:HAS_NO_MATCH_IN]->(y:MappingSet)
      WHERE y.relationship = relation AND NOT y.name IN left_out
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {source: m.source}] AS none,
     [(x)-[m]-(c:Criterion)
      WHERE type(m) = relation AND NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true) | c.id] AS everywhere
WITH place, kind, x, maps, none, everywhere,
     coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN maps | m.finding]]),
              CASE WHEN size(none) > 0 THEN 'checked, none found' ELSE 'not checked' END) AS finding
RETURN kind, finding, x.id AS id, x.code AS code, x.title AS title, x.framework AS framework,
       [m IN maps | m.to] AS statements,
       everywhere AS anywhere, size(everywhere) = 0 AS unused, x.url AS url,
       reduce(found = coalesce(x.source, []), m IN maps + none | found + [d IN coalesce(m.source, []) WHERE NOT d IN found]) AS sources
ORDER BY place, {`listed by CQC`: 1, `stated by others`: 2, `our reading`: 3, `checked, none found`: 4, `not checked`: 5}[finding], x.framework, x.position, x.id
