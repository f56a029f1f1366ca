// summary: How many statements of a key question are spoken to, and by what rule that is counted.
// note: Of all in force on the day. Covered: at least one mapping of high or medium confidence; partial: only low ones; declared no match: somebody looked and found none; not examined: nobody looked.
// usage: coverage [KEY-QUESTION]
// example: coverage well-led
// example: coverage
// parameter key_question: KeyQuestion optional — the key question; all five when left out
// detail: numerator, denominator, rule, key_question_i, key_question_finding
// graph: all
// source: The rule is ours. That what was not looked at is told apart from what was looked for and not found follows doc:d2.
//
// A row for each key question, framework and kind of thing looked for. Always
// covered + partial + declared_no_match + not_examined = total, and where nothing was examined there is no share.
// at_key_question tells of the 'I' statements mapped to the key question itself, as was done in 2021; they are
// not added to those mapped to its statements.

MATCH (s:MappingSet)
WITH collect(CASE WHEN s.status IN ['draft', 'proposal'] THEN s.name END) AS drafts
MATCH (k:KeyQuestion)<-[:ANSWERS]-(c:Criterion)-[:PART_OF]->(f:Framework)
WHERE ($key_question IS NULL OR k.id = $key_question)
  AND coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true)
  AND NOT coalesce(c.status IN ['draft', 'proposal'], false)
WITH k, f, c, drafts,
     [(x:IStatement)-[m:SPEAKS_TO]->(k)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {confidence: m.confidence, source: m.source}] AS k_maps,
     [(k)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN drafts
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {source: m.source}] AS k_none,
     [{place: 1, name: 'I statements',
       maps: [(x:IStatement)-[m:SPEAKS_TO]->(c)
              WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {confidence: m.confidence, source: m.source}],
       none: [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
              WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN drafts
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {source: m.source}]},
      {place: 2, name: 'We statements',
       maps: [(x:WeStatement)-[m:SPEAKS_TO]->(c)
              WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {confidence: m.confidence, source: m.source}],
       none: [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
              WHERE m.looked_for CONTAINS 'WeStatement' AND NOT x.name IN drafts
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {source: m.source}]},
      {place: 3, name: 'regulations',
       maps: [(c)-[m:RESTS_ON]->(x:Regulation)
              WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {confidence: m.confidence, source: m.source}],
       none: [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
              WHERE m.looked_for CONTAINS 'Regulation' AND NOT x.name IN drafts
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {source: m.source}]}] AS kinds
UNWIND kinds AS kind
WITH k, f, k_maps, k_none, kind.place AS place, kind.name AS kind,
     CASE WHEN any(m IN kind.maps WHERE coalesce(m.confidence IN ['high', 'medium'], false)) THEN 'covered'
          WHEN size(kind.maps) > 0 THEN 'partial'
          WHEN size(kind.none) > 0 THEN 'declared no match'
          ELSE 'not examined' END AS finding,
     reduce(found = [], m IN kind.maps + kind.none | found + coalesce(m.source, [])) AS documents
WITH k, f, k_maps, k_none, place, kind, count(*) AS total,
     sum(CASE finding WHEN 'covered' THEN 1 ELSE 0 END) AS covered,
     sum(CASE finding WHEN 'partial' THEN 1 ELSE 0 END) AS partial,
     sum(CASE finding WHEN 'declared no match' THEN 1 ELSE 0 END) AS declared_no_match,
     sum(CASE finding WHEN 'not examined' THEN 1 ELSE 0 END) AS not_examined,
     reduce(found = [], list IN collect(documents) | found + list) AS documents
WITH k, f, k_maps, k_none, place, kind, total, covered, partial, declared_no_match, not_examined,
     documents + CASE WHEN place = 1
                      THEN reduce(found = [], m IN k_maps + k_none | found + coalesce(m.source, []))
                      ELSE [] END AS documents
WITH k, f, k_maps, place, kind, total, covered, partial, declared_no_match, not_examined, documents,
     CASE WHEN place <> 1 THEN null
          WHEN any(m IN k_maps WHERE coalesce(m.confidence IN ['high', 'medium'], false)) THEN 'covered'
          WHEN size(k_maps) > 0 THEN 'partial'
          WHEN size(k_none) > 0 THEN 'declared no match'
          ELSE 'not examined' END AS finding
RETURN k.title AS key_question, f.code AS framework, f.version AS version, $as_of AS date, kind,
       covered, partial, declared_no_match, not_examined, total,
       CASE WHEN not_examined = total THEN 'not examined'
            ELSE toString(covered) + ' of ' + toString(total)
                 + ' (' + toString(toInteger(round(100.0 * covered / total))) + ' %)' END AS coverage,
       CASE WHEN place = 1 THEN toString(size(k_maps)) + ': ' + finding END AS at_key_question,
       CASE WHEN place = 1 THEN size(k_maps) END AS key_question_i, finding AS key_question_finding,
       'covered: at least one mapping of high or medium confidence; partial: only low ones' AS rule,
       covered AS numerator, total AS denominator,
       reduce(ids = [], d IN documents | CASE WHEN d IN ids THEN ids ELSE ids + [d] END) AS sources
ORDER BY k.position, f.position, place
