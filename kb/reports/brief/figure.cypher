// What each generation has under each key question. share shades the cell.
CALL {
  MATCH (k:KeyQuestion)
  WITH k, [(k)-[m:HAS_NO_MATCH_IN]->(:MappingSet {name: 'i-kq-2021'}) | m] AS none, [(k)<-[:ABOUT]-(c:Claim)-[:ABOUT]->(:MappingSet {name: 'i-kq-2021'}) | c] AS said
  WHERE size(said) > 0
  RETURN 1 AS place, '28 July 2021' AS generation, k.title AS key_question, k.position AS position,
         CASE WHEN size(none) > 0 THEN 'none' ELSE 'mapped' END AS found, CASE WHEN size(none) > 0 THEN 0.0 ELSE 1.0 END AS share
  UNION ALL
  MATCH (k:KeyQuestion)
  WITH k, [s IN $statement_rows WHERE s.key_question_id = k.id] AS rows
  WHERE size(rows) > 0
  WITH k, rows, size([s IN rows WHERE size(s.i) > 0]) AS matched
  RETURN 2 AS place, 'in force' AS generation, k.title AS key_question, k.position AS position,
         toString(matched) + ' of ' + toString(size(rows)) AS found, 1.0 * matched / size(rows) AS share
  UNION ALL
  MATCH (d:Framework {status: 'draft'})
  WHERE any(l IN $draft_rows WHERE l.framework_id = d.id)
  MATCH (s:MappingSet {complete_for: d.id, relationship: 'SPEAKS_TO'})
  WITH d, collect(s.name) AS sets
  MATCH (k:KeyQuestion)
  WITH d, k, size([(k)<-[m:SPEAKS_TO]-(:IStatement) WHERE m.set IN sets AND NOT coalesce(m.negated, false) | m]) AS found
  RETURN 3 AS place, 'draft of ' + toString(d.valid_from.year) AS generation, k.title AS key_question, k.position AS position,
         CASE found WHEN 0 THEN 'none' ELSE toString(found) END AS found, CASE found WHEN 0 THEN 0.0 ELSE 1.0 END AS share
}
RETURN generation, key_question, found, share, position, place
ORDER BY place, position
