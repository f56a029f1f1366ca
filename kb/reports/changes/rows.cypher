CALL {
  MATCH (n)
  WHERE n.id IS NOT NULL AND ($key_question IS NULL AND $framework IS NULL AND $sector IS NULL OR any(x IN $inside WHERE x.id = n.id))
  WITH n, coalesce(n.valid_from <= $from, true) AND coalesce(n.valid_to > $from, true) AS before,
       coalesce(n.valid_from <= $to, true) AND coalesce(n.valid_to > $to, true) AS after
  WHERE before <> after
  RETURN CASE WHEN before THEN 'ended' ELSE 'added' END AS change, 'things' AS what, [l IN labels(n) WHERE l <> 'Criterion'][0] AS kind,
         n.id AS id, n.title AS title, n.framework AS of, CASE WHEN before THEN n.valid_to ELSE n.valid_from END AS day,
         coalesce(n.source, []) AS sources, coalesce(n.position, 0) AS position
  UNION ALL
  MATCH (a)-[r]->(b)
  WHERE r.set IS NOT NULL AND ($key_question IS NULL AND $framework IS NULL AND $sector IS NULL OR any(x IN $inside WHERE x.id IN [a.id, b.id]))
  WITH a, r, b, coalesce(r.valid_from <= $from, true) AND coalesce(r.valid_to > $from, true) AS before,
       coalesce(r.valid_from <= $to, true) AND coalesce(r.valid_to > $to, true) AS after
  WHERE before <> after
  WITH a, r, b, before,
       EXISTS { MATCH (a)-[o]->(b)
                WHERE o <> r AND o.set = r.set
                  AND coalesce(o.valid_from <= CASE WHEN before THEN $to ELSE $from END, true)
                  AND coalesce(o.valid_to > CASE WHEN before THEN $to ELSE $from END, true) } AS goes_on
  WHERE NOT (before AND goes_on)
  RETURN CASE WHEN goes_on THEN 'changed' WHEN before THEN 'ended' ELSE 'added' END AS change, 'mappings' AS what, type(r) AS kind,
         a.id + ' → ' + b.id AS id, coalesce(a.title, '') + ' → ' + coalesce(b.title, '') AS title, r.set AS of,
         CASE WHEN before THEN r.valid_to ELSE r.valid_from END AS day, coalesce(r.source, []) AS sources, coalesce(a.position, 0) AS position
}
RETURN change, what, kind, id, title, of, day, sources
ORDER BY change, what, kind, of, position, id
