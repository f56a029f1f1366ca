// summary: Each mapping set: how many rows it has, what they rest on, how sure they are and who has looked at them.
// note: high + medium + low = rows. ours: written by the maintainers of kb/. unreviewed: no page and no second person bears the row out. no_match: somebody looked and found none.
// usage: sets [SET]
// example: sets
// example: sets set:qs-regulation
// parameter mapping_set: MappingSet optional — one set; all when left out
// detail: title, valid_from, valid_to
// graph: all
//
// Rows that say that nothing was found, and rows that say 'is not', are counted among rows.

MATCH ()-[m]->()
WHERE m.set IS NOT NULL
WITH collect(m) AS mappings
MATCH (s:MappingSet)
WHERE $mapping_set IS NULL OR s.id = $mapping_set
WITH s, [m IN mappings WHERE m.set = s.name] AS rows
WITH s, rows, reduce(found = [], m IN rows | found + m.source) AS documents
RETURN s.name AS mapping_set, s.relationship AS relationship, s.status AS standing, size(rows) AS rows,
       size([m IN rows WHERE m.confidence = 'high']) AS high, size([m IN rows WHERE m.confidence = 'medium']) AS medium,
       size([m IN rows WHERE m.confidence = 'low']) AS low,
       size([m IN rows WHERE m.author = 'cqcq maintainers']) AS ours,
       size([m IN rows WHERE m.review_state = 'unreviewed']) AS unreviewed,
       size([m IN rows WHERE m.looked_for IS NOT NULL]) AS no_match, size([m IN rows WHERE m.negated]) AS negated,
       size(reduce(ids = [], d IN documents | CASE WHEN d IN ids THEN ids ELSE ids + [d] END)) AS documents,
       s.title AS title, s.valid_from AS valid_from, s.valid_to AS valid_to, s.source AS sources
ORDER BY mapping_set
