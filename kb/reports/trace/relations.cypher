MATCH (n)-[r]-(o)
WHERE n.id = $name AND type(r) <> 'SOURCED_FROM'
  AND (NOT $historic OR (coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)))
WITH r, o, startNode(r) = n AS out,
     {ANSWERS: [1, 'answers', 'is answered by'], PART_OF: [2, 'is part of', 'has the part'],
      RESTS_ON: [3, 'rests on', 'is the law behind'], RESTS_ON_PART: [4, 'rests on the part', 'is the part of law behind'],
      SPEAKS_TO: [5, 'speaks to', 'is spoken to by'], ASKS_FOR: [6, 'asks for', 'is asked for by'],
      BECAME: [7, 'became', 'came from'], WOULD_BECOME: [8, 'would become', 'would come from'],
      ADAPTED_FROM: [9, 'was adapted from', 'was adapted into'], APPLIES_TO: [10, 'applies to', 'is where this applies'],
      INFORMS: [11, 'informs', 'is informed by'], SUITS: [12, 'suits', 'is suited by'],
      HAS_NO_MATCH_IN: [13, 'has no match in', 'found no match for'], ABOUT: [14, 'is about', 'is what this is about']}[type(r)] AS words
WITH r, o, coalesce(words[0], 20) AS place,
     CASE WHEN r.negated THEN 'not: ' ELSE '' END
     + coalesce(CASE WHEN out THEN words[1] ELSE words[2] END, toLower(replace(type(r), '_', ' '))) AS relation
RETURN relation, [l IN labels(o) WHERE l <> 'Criterion'][0] AS kind, o.id AS id, o.code AS code, o.title AS title,
       o.framework AS framework, CASE WHEN r.looked_for IS NULL THEN r.predicate END AS predicate, r.basis AS basis, r.author AS author, r.confidence AS confidence,
       coalesce(r.sector, r.theme, r.strength, CASE WHEN r.looked_for IS NOT NULL THEN 'looked for: ' + r.looked_for END) AS note,
       r.valid_from AS since, r.valid_to AS until, r.set AS mapping_set, r.comment AS comment, o.url AS url,
       coalesce(r.source, []) AS sources
ORDER BY place, relation, framework, o.position, id, mapping_set, note
