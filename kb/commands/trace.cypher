// summary: All links of a statement, line of enquiry, regulation, guideline or sector: the law behind it, what is mapped to it, and what it was before.
// usage: trace NAME
// example: trace W3
// example: trace learning culture
// example: trace ra2014:12
// example: trace 12(2)(g)
// example: trace local authorities
// parameter name: Criterion|Regulation|RegulationPart|IStatement|WeStatement|EvidenceCategory|KeyQuestion|Prompt|Framework|Guideline|ServiceType|Sector|Topic — id, code or title
// graph: all
// detail: direction, id, mapping_set, valid_from, comment
// drop: note, until, predicate, confidence, framework, kind
// graph: all
//
// relation is read from the thing asked for to the thing of the row: 'rests on', 'is spoken to by', 'came from'.
// Of what has ended all relations are shown, with the day they ended under until; of what is in force those that hold on
// the date. `--as-of all` shows all.

MATCH (n)-[r]->(o)
WHERE n.id = $name AND type(r) <> 'SOURCED_FROM'
  AND (NOT $historic OR coalesce(n.valid_to <= $as_of, false) OR (coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)))
WITH r, o, [l IN labels(o) WHERE l <> 'Criterion'][0] AS kind,
     {ANSWERS: [1, 'answers'], PART_OF: [2, 'is part of'], RESTS_ON: [3, 'rests on'], RESTS_ON_PART: [3, 'rests on'], SPEAKS_TO: [4, 'speaks to'],
      ASKS_FOR: [5, 'asks for'], BECAME: [6, 'became'], WOULD_BECOME: [7, 'would become'], ADAPTED_FROM: [8, 'was adapted from'],
      APPLIES_TO: [9, 'applies to'], INFORMS: [10, 'informs'], SUITS: [11, 'suits'], ASSESSED_IN: [11, 'is assessed in'], HAS_NO_MATCH_IN: [12, 'has no match in']}[type(r)] AS words
RETURN CASE WHEN r.negated THEN 'not: ' ELSE '' END + coalesce(words[1], toLower(type(r))) AS relation, 'out' AS direction,
       kind, o.code AS code, o.title AS title, o.framework AS framework,
       CASE WHEN r.looked_for IS NULL THEN r.predicate END AS predicate, r.basis AS basis, r.confidence AS confidence,
       coalesce(r.sector, r.theme, r.strength, CASE WHEN r.looked_for IS NOT NULL THEN coalesce('checked: ' + r.checked, 'looked for: ' + r.looked_for) END) AS note,
       r.valid_to AS until, o.id AS id, r.set AS mapping_set, r.valid_from AS valid_from, r.comment AS comment, r.source AS sources
ORDER BY coalesce(words[0], 20), framework, o.position, id, note
UNION ALL
MATCH (n)<-[r]-(o)
WHERE n.id = $name AND type(r) <> 'SOURCED_FROM'
  AND (NOT $historic OR coalesce(n.valid_to <= $as_of, false) OR (coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)))
WITH r, o, [l IN labels(o) WHERE l <> 'Criterion'][0] AS kind,
     {ANSWERS: [1, 'is answered by'], PART_OF: [2, 'has the part'], RESTS_ON: [3, 'is the law behind'], RESTS_ON_PART: [3, 'is the law behind'],
      SPEAKS_TO: [4, 'is spoken to by'], ASKS_FOR: [5, 'is asked for by'], BECAME: [6, 'came from'], WOULD_BECOME: [7, 'would come from'],
      ADAPTED_FROM: [8, 'was adapted into'], APPLIES_TO: [9, 'is where this applies:'],
      INFORMS: [10, 'is informed by'], SUITS: [11, 'is suited by'], ASSESSED_IN: [11, 'has assessed there:'], ABOUT: [12, 'is what this is about:']}[type(r)] AS words
RETURN CASE WHEN r.negated THEN 'not: ' ELSE '' END + coalesce(words[1], toLower(type(r))) AS relation, 'in' AS direction,
       kind, o.code AS code, o.title AS title, o.framework AS framework,
       CASE WHEN r.looked_for IS NULL THEN r.predicate END AS predicate, r.basis AS basis, r.confidence AS confidence,
       coalesce(r.sector, r.theme, r.strength) AS note,
       r.valid_to AS until, o.id AS id, r.set AS mapping_set, r.valid_from AS valid_from, r.comment AS comment, r.source AS sources
ORDER BY coalesce(words[0], 20), framework, o.position, id, note
