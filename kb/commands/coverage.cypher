// summary: How many statements of a key question are covered by each source, and who says so.
// note: For providers, of all statements in force on the date. Listed by CQC: on its page or a copy of it; none found: checked, by whom stands under checked_by; not checked: says nothing either way.
// usage: coverage [KEY-QUESTION]
// example: coverage well-led
// example: coverage
// parameter key_question: KeyQuestion optional — the key question; all five when left out
// detail: copies, rule, key_question_i, key_question_finding
// drop: framework, key_question, checked_by, at_key_question, stated_by_others, total
// graph: all
// empty: No quality statement or line of enquiry that we hold was in force on that date.
// source: The rule is ours (docs/mapping-semantics.md). It keeps 'not checked' apart from 'checked, none found', as doc:d2 does.
//
// A row for each key question, framework and kind of thing looked for. Always
// listed_by_cqc + stated_by_others + our_reading + none_found + not_checked = total. A statement counts once, by the best
// of its rows. copies says how many of those listed by CQC are known from a copy of its page only.
// at_key_question: the 'I' statements mapped to the key question itself, as in 2021 and in the draft of 2026; they are
// not added to those mapped to its statements. Where none was found there, none stands under its statements either.

MATCH (s:MappingSet)
WITH collect(CASE WHEN s.status IN ['draft', 'proposal'] OR NOT coalesce(s.sector, 'all') IN ['providers', 'all'] THEN s.name END) AS left_out
MATCH (k:KeyQuestion)<-[:ANSWERS]-(c:Criterion)-[:PART_OF]->(f:Framework)
WHERE ($key_question IS NULL OR k.id = $key_question)
  AND coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true)
  AND NOT coalesce(c.status IN ['draft', 'proposal'], false)
WITH k, f, c, left_out,
     [(x:IStatement)-[m:SPEAKS_TO]->(k)
      WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {finding: coalesce(m.finding, 'our reading'), basis: m.basis, source: m.source}] AS k_maps,
     [(k)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN left_out
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {checked: m.checked, source: m.source}] AS k_none
WITH k, f, c, left_out, k_maps, k_none,
     [{place: 1, name: 'I statements',
       maps: [(x:IStatement)-[m:SPEAKS_TO]->(c)
              WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {finding: coalesce(m.finding, 'our reading'), basis: m.basis, source: m.source}],
       none: [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
              WHERE m.looked_for CONTAINS 'IStatement' AND NOT x.name IN left_out
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {checked: m.checked, source: m.source}] + k_none},
      {place: 2, name: 'We statements (MIR)',
       maps: [(x:WeStatement)-[m:SPEAKS_TO]->(c)
              WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {finding: coalesce(m.finding, 'our reading'), basis: m.basis, source: m.source}],
       none: [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
              WHERE m.looked_for CONTAINS 'WeStatement' AND NOT x.name IN left_out
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {checked: m.checked, source: m.source}]},
      {place: 3, name: 'regulations',
       maps: [(c)-[m:RESTS_ON]->(x:Regulation)
              WHERE NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN left_out, false)
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {finding: coalesce(m.finding, 'our reading'), basis: m.basis, source: m.source}],
       none: [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
              WHERE x.relationship = 'RESTS_ON' AND NOT x.name IN left_out
                AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
              | {checked: m.checked, source: m.source}]}] AS kinds
UNWIND kinds AS kind
WITH k, f, k_maps, k_none, kind.place AS place, kind.name AS kind,
     [m IN kind.maps WHERE m.finding = 'listed by CQC'] AS official,
     kind.maps AS maps, kind.none AS none,
     reduce(found = [], m IN kind.maps + kind.none | found + coalesce(m.source, [])) AS documents
WITH k, f, k_maps, k_none, place, kind, documents,
     size(official) > 0 AND all(m IN official WHERE m.basis = 'copy of an official page') AS copied,
     coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN maps | m.finding]]),
              CASE WHEN size(none) > 0 THEN 'none found' ELSE 'not checked' END) AS finding,
     CASE WHEN size(maps) = 0 THEN [n IN none WHERE n.checked IS NOT NULL | n.checked] ELSE [] END AS checked
WITH k, f, k_maps, k_none, place, kind, count(*) AS total,
     sum(CASE finding WHEN 'listed by CQC' THEN 1 ELSE 0 END) AS listed_by_cqc,
     sum(CASE WHEN copied THEN 1 ELSE 0 END) AS copies,
     sum(CASE finding WHEN 'stated by others' THEN 1 ELSE 0 END) AS stated_by_others,
     sum(CASE finding WHEN 'our reading' THEN 1 ELSE 0 END) AS our_reading,
     sum(CASE finding WHEN 'none found' THEN 1 ELSE 0 END) AS none_found,
     sum(CASE finding WHEN 'not checked' THEN 1 ELSE 0 END) AS not_checked,
     reduce(found = [], list IN collect(checked) | found + list) AS looks,
     reduce(found = [], list IN collect(documents) | found + list) AS documents
WITH *, reduce(found = [], c IN looks | CASE WHEN c IN found THEN found ELSE found + [c] END) AS names,
     documents + CASE WHEN place = 1
                         THEN reduce(found = [], m IN k_maps + k_none | found + coalesce(m.source, []))
                         ELSE [] END AS all_documents,
     CASE WHEN place = 1
          THEN coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN k_maps | m.finding]]),
                        CASE WHEN size(k_none) > 0 THEN 'checked, none found' + coalesce(' (' + k_none[0].checked + ')', '')
                             ELSE 'not checked' END) END AS finding
RETURN k.title AS key_question, f.code AS framework, kind, listed_by_cqc, stated_by_others, our_reading, none_found, not_checked, total,
       [n IN names | n + CASE WHEN size(names) > 1 THEN ': ' + toString(size([c IN looks WHERE c = n])) ELSE '' END] AS checked_by,
       CASE WHEN place = 1 THEN toString(size(k_maps)) + ': ' + finding END AS at_key_question,
       copies, CASE WHEN place = 1 THEN size(k_maps) END AS key_question_i, finding AS key_question_finding,
       'a statement counts once, by the best basis of its rows (docs/mapping-semantics.md)' AS rule,
       reduce(ids = [], d IN all_documents | CASE WHEN d IN ids THEN ids ELSE ids + [d] END) AS sources
ORDER BY k.position, f.position, place
