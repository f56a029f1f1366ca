// Each statement or line of enquiry asked for, with each kind that ought to speak to it: what was found.
// Drafts are left out, unless their framework is asked for; so are rows of draft sets and rows that say 'is not'.
// counted has the mappings themselves, for the other sections.
OPTIONAL MATCH (s:MappingSet)
WHERE s.status IN ['draft', 'proposal']
WITH collect(s.name) AS drafts
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
WITH drafts, k, c, f, entry[0] AS place, entry[1] AS kind, entry[2] AS relation
WHERE $kind IS NULL OR kind = $kind
WITH k, c, f, place, kind,
     [(c)-[m]-(x)
      WHERE type(m) = relation AND kind IN labels(x)
        AND NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
        AND ($sector IS NULL OR m.sector IS NULL
             OR EXISTS { MATCH (y:Sector) WHERE y.id = $sector AND (toLower(m.sector) STARTS WITH toLower(y.title)
                                                                   OR toLower(y.title) STARTS WITH replace(m.sector, 'authority', 'authorit')) })
      | {id: x.id, code: x.code, title: x.title, relation: toLower(replace(type(m), '_', ' ')), predicate: m.predicate,
         confidence: coalesce(m.confidence, 'low'), set: m.set, source: m.source, comment: m.comment,
         weight: {exact: 1.0, close: 0.8, broad: 0.6, narrow: 0.6, related: 0.4}[m.predicate]}] AS maps,
     [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE x.relationship = relation AND kind IN split(m.looked_for, '|') AND NOT x.name IN drafts
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {source: m.source}] AS none
WITH k, c, f, place, kind, maps, none, [m IN maps WHERE m.confidence IN ['high', 'medium']] AS sure,
     reduce(found = [], list IN [coalesce(c.source, [])] + [m IN maps + none | coalesce(m.source, [])] |
            found + [d IN list WHERE NOT d IN found]) AS documents
WITH k, c, f, place, kind, maps, sure, documents,
     CASE WHEN size(sure) > 0 THEN [1, 'covered'] WHEN size(maps) > 0 THEN [2, 'partial']
          WHEN size(none) > 0 THEN [3, 'declared no match'] ELSE [4, 'not examined'] END AS result
RETURN k.title AS key_question, f.code AS framework, kind, result[1] AS finding,
       c.id AS id, c.code AS code, c.title AS title, size(maps) AS mappings,
       size([m IN maps WHERE m.confidence = 'high']) AS high, size([m IN maps WHERE m.confidence = 'medium']) AS medium,
       size([m IN maps WHERE m.confidence = 'low']) AS low,
       reduce(best = 0.0, m IN sure | CASE WHEN coalesce(m.weight, 0.0) > best THEN m.weight ELSE best END) AS strength,
       size(maps) = 0 AS gap, maps AS counted, c.url AS url, documents AS sources
ORDER BY k.position, f.position, place, result[0], c.position
