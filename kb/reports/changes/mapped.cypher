UNWIND range(0, size($rows) - 1) AS number
WITH number, $rows[number] AS r
WHERE r.what = 'mappings'
WITH number, r, split(r.id, ' → ') AS pair
WITH r.change AS change, r.kind AS kind, pair[0] AS from, min(number) AS place, collect(DISTINCT r.of) AS of, collect(DISTINCT pair[1]) AS to,
     collect(r.sources) AS lists, min(r.day) AS day
RETURN change, kind, from, to, day, of, reduce(found = [], list IN lists | found + [d IN list WHERE NOT d IN found]) AS sources
ORDER BY change, kind, place
