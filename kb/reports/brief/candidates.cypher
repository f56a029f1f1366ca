// What could be mapped where statements have no 'I' statement: what the proposals name, and what we read with them.
WITH [s IN $statement_rows WHERE s.requested AND size(s.i) = 0] AS open
WHERE size(open) > 0
CALL {
  WITH open
  MATCH (c:Claim {kind: 'proposal'})-[:ABOUT]->(k:KeyQuestion)
  WHERE 'workforce' IN c.topics AND 'I statements' IN c.topics AND any(s IN open WHERE s.key_question_id = k.id) AND c.date <= $as_of
  WITH DISTINCT c
  MATCH (x:IStatement {theme: 'Workforce'})
  WITH c, x ORDER BY x.position
  WITH c, collect(x) AS found
  RETURN 1 AS place, "'I' statements" AS kind, found, 'The theme Workforce of Making It Real, in the voice of the person supported; the idea of ' + toString(c.date.year)
         + ' can mean these, or statements by staff, of which we hold none' AS why, c.source AS sources
  UNION ALL
  WITH open
  MATCH (c:Claim {kind: 'proposal'})
  WHERE 'We statements' IN c.topics AND 'workforce' IN c.topics AND c.date <= $as_of
  MATCH (x:WeStatement {theme: 'Workforce'})
  WITH c, x ORDER BY x.position
  WITH c, collect(x) AS found
  RETURN 2 AS place, "'We' statements" AS kind, found, 'The theme Workforce, in the voice of organisations and workers; requested by ' + c.said_by AS why, c.source AS sources
  UNION ALL
  WITH open
  MATCH (x:WeStatement)
  WHERE any(s IN open WHERE any(w IN s.we WHERE w.code = x.code))
  WITH open, x ORDER BY x.position
  WITH open, collect(x) AS found
  RETURN 3 AS place, "'We' statements" AS kind, found, 'Matched by our own reading with ' + reduce(text = '', s IN [o IN open WHERE size(o.we) > 0 | o.code] |
         text + CASE WHEN text = '' THEN '' ELSE ', ' END + s) AS why, [] AS sources
}
WITH place, kind, found, why, sources
WHERE size(found) > 0
RETURN kind + ' ' + reduce(text = '', x IN found | text + CASE WHEN text = '' THEN '' ELSE '; ' END + x.code + ' ' + x.title) AS candidates, why,
       reduce(these = sources, x IN found | these + [d IN coalesce(x.source, [])[0..1] WHERE NOT d IN these]) AS sources, place
ORDER BY place
