// Each statement or line of enquiry, with each kind that ought to be mapped to it: what was found, and who says so.
// Drafts are left out, unless their framework is asked for, whose own sets then count; so are rows that say 'is not'.
// Without a sector, and for a sector of providers, sets about local authorities and systems are left out; for these
// only their own sets and those about all count. counted has the mappings themselves, for the other sections.
OPTIONAL MATCH (y:Sector {kind: 'public bodies'})
WHERE y.id = $sector
WITH coalesce(toLower(y.title), 'providers') AS about
OPTIONAL MATCH (s:MappingSet)
WHERE (s.status IN ['draft', 'proposal'] AND NOT coalesce($framework IN [s.subject_source, s.object_source, s.complete_for], false))
   OR NOT coalesce(s.sector, 'all') IN ['all', about]
WITH collect(s.name) AS left_out
MATCH (k:KeyQuestion)<-[:ANSWERS]-(c:Criterion)-[:PART_OF]->(f:Framework)
WHERE ($key_question IS NULL OR k.id = $key_question)
  AND CASE WHEN $framework IS NULL THEN NOT coalesce(c.status IN ['draft', 'proposal'], false) ELSE f.id = $framework END
  AND coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true)
  AND ($sector IS NULL
       OR EXISTS { MATCH (c)-[:APPLIES_TO]->(x:Sector) WHERE x.id = $sector }
       OR EXISTS { MATCH (x:Sector {kind: 'providers'})
                   WHERE x.id = $sector AND (f.sector STARTS WITH 'all ' OR toLower(x.title) CONTAINS f.sector
                                             OR (f.sector = 'healthcare' AND x.code <> 'ASC')) })
UNWIND CASE WHEN c:QualityStatement
            THEN [[1, 'IStatement', 'SPEAKS_TO'], [2, 'WeStatement', 'SPEAKS_TO'], [3, 'Regulation', 'RESTS_ON'],
                  [4, 'KLOE', 'BECAME'], [5, 'EvidenceCategory', 'ASKS_FOR'], [6, 'Guideline', 'INFORMS']]
            ELSE [[1, 'IStatement', 'SPEAKS_TO'], [2, 'WeStatement', 'SPEAKS_TO'], [3, 'Regulation', 'RESTS_ON']] END AS entry
WITH left_out, k, c, f, entry[0] AS place, entry[1] AS kind, entry[2] AS relation
WHERE $kind IS NULL OR kind = $kind
WITH k, c, f, place, kind,
     [(c)-[m]-(x)
      WHERE type(m) = relation AND kind IN labels(x)
        AND NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
        AND ($sector IS NULL OR m.sector IS NULL
             OR EXISTS { MATCH (y:Sector) WHERE y.id = $sector AND toLower(m.sector) STARTS WITH toLower(y.title) })
      | {id: x.id, code: x.code, title: x.title, relation: toLower(replace(type(m), '_', ' ')), predicate: m.predicate,
         strength: m.strength, sector: m.sector, basis: coalesce(m.basis, 'our reading'), author: m.author,
         confidence: coalesce(m.confidence, 'low'), set: m.set, source: m.source, comment: m.comment,
         finding: coalesce(m.finding, 'our reading')}] AS maps,
     [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE x.relationship = relation AND kind IN split(m.looked_for, '|') AND NOT x.name IN left_out
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {checked: m.checked, source: m.source}]
     // Where none was found under the key question, none stands under its statements.
     + [(k)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
        WHERE kind = 'IStatement' AND x.relationship = relation AND kind IN split(m.looked_for, '|') AND NOT x.name IN left_out
          AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
        | {checked: m.checked, source: m.source}] AS none
WITH k, c, f, place, kind, maps, none, [m IN maps WHERE m.finding = 'listed by CQC'] AS listed,
     reduce(found = [], list IN [coalesce(c.source, [])] + [m IN maps + none | coalesce(m.source, [])] |
            found + [d IN list WHERE NOT d IN found]) AS documents
WITH k, c, f, place, kind, maps, none, listed, documents,
     coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN maps | m.finding]]),
              CASE WHEN size(none) > 0 THEN 'checked, none found' ELSE 'not checked' END) AS finding
RETURN k.title AS key_question, f.code AS framework, kind, finding,
       c.id AS id, c.code AS code, c.title AS title, size(maps) AS mappings,
       size(listed) AS listed_by_cqc, size([m IN maps WHERE m.finding = 'stated by others']) AS stated_by_others,
       size([m IN maps WHERE m.finding = 'our reading']) AS our_reading,
       CASE finding WHEN 'checked, none found' THEN reduce(found = [], n IN none | CASE WHEN n.checked IS NULL OR n.checked IN found THEN found ELSE found + [n.checked] END)
            ELSE [] END AS checked_by,
       size(listed) > 0 AND all(m IN listed WHERE m.basis = 'copy of an official page') AS copied,
       size(maps) = 0 AS gap, finding <> 'not checked' AS checked, c:QualityStatement AS is_statement, maps AS counted, c.url AS url, documents AS sources
ORDER BY k.position, f.position, place,
         {`listed by CQC`: 1, `stated by others`: 2, `our reading`: 3, `checked, none found`: 4, `not checked`: 5}[finding], c.position
