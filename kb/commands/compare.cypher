// summary: What was added and what ended between two days.
// usage: compare DATE DATE
// example: compare 2021-07-28 2023-12-01
// parameter from: date — the earlier day
// parameter to: date — the later day
// detail: names
// graph: all
//
// Counts what holds on the later day and not on the earlier (added), or the other way round (ended). A mapping whose
// ends were mapped in the same set on both days, by another row, has changed.
// first shows up to six of the names; programs get them all under names.

MATCH (n)
WHERE n.id IS NOT NULL
WITH n, coalesce(n.valid_from <= $from, true) AND coalesce(n.valid_to > $from, true) AS before,
     coalesce(n.valid_from <= $to, true) AND coalesce(n.valid_to > $to, true) AS after
WHERE before <> after
WITH n, before ORDER BY n.position, n.id
WITH CASE WHEN before THEN 'ended' ELSE 'added' END AS change, [l IN labels(n) WHERE l <> 'Criterion'][0] AS kind,
     n.framework AS of, collect(coalesce(n.code, n.id)) AS names
RETURN change, 'things' AS what, kind, of, size(names) AS count, names[0..6] AS first, names
ORDER BY change, kind, of
UNION ALL
MATCH (a)-[r]->(b)
WHERE r.set IS NOT NULL
WITH a, r, b, coalesce(r.valid_from <= $from, true) AND coalesce(r.valid_to > $from, true) AS before,
     coalesce(r.valid_from <= $to, true) AND coalesce(r.valid_to > $to, true) AS after
WHERE before <> after
WITH a, r, b, before,
     EXISTS { (a)-[o]->(b)
              WHERE o <> r AND o.set = r.set
                AND coalesce(o.valid_from <= CASE WHEN before THEN $to ELSE $from END, true)
                AND coalesce(o.valid_to > CASE WHEN before THEN $to ELSE $from END, true) } AS goes_on
WHERE NOT (before AND goes_on)
WITH a, r, b, before, goes_on ORDER BY a.position, a.id, b.position, b.id
WITH CASE WHEN goes_on THEN 'changed' WHEN before THEN 'ended' ELSE 'added' END AS change, type(r) AS kind, r.set AS of,
     collect(a.id + ' → ' + b.id) AS names
RETURN change, 'mappings' AS what, kind, of, size(names) AS count, names[0..6] AS first, names
ORDER BY change, kind, of
