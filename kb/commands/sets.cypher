// summary: Each mapping set with its number of rows, by what they rest on, and how complete it is.
// note: official + copy + others + ours = rows. reviewed: a second person has checked the row. none_found: rows that say that nothing was found.
// usage: sets [SET]
// example: sets
// example: sets set:qs-regulation
// parameter mapping_set: MappingSet optional — one set; all when left out
// detail: relationship, title, missing, negated, documents, high, medium, low, valid_from, valid_to
// graph: all
//
// official: a page of the body whose word it is; copy: a copy of such a page, kept by somebody else; others: stated by
// another body; ours: our own reading. Rows that say 'is not' are counted among rows, and so are those that found nothing.
// Confidence follows from the basis (docs/mapping-semantics.md); programs get high, medium and low too.

MATCH ()-[m]->()
WHERE m.set IS NOT NULL
WITH collect(m) AS mappings
MATCH (s:MappingSet)
WHERE $mapping_set IS NULL OR s.id = $mapping_set
WITH s, [m IN mappings WHERE m.set = s.name] AS rows
WITH s, rows, reduce(found = [], m IN rows | found + m.source) AS documents
RETURN s.name AS mapping_set, s.relationship AS relationship, s.sector AS sector, s.status AS standing, s.completeness AS completeness, size(rows) AS rows,
       size([m IN rows WHERE m.basis = 'official page']) AS official,
       size([m IN rows WHERE m.basis = 'copy of an official page']) AS copy,
       size([m IN rows WHERE m.basis = 'stated by another body']) AS others,
       size([m IN rows WHERE coalesce(m.basis, 'our reading') = 'our reading']) AS ours,
       size([m IN rows WHERE m.reviewed]) AS reviewed,
       size([m IN rows WHERE m.looked_for IS NOT NULL]) AS none_found, size([m IN rows WHERE m.negated]) AS negated,
       size(reduce(ids = [], d IN documents | CASE WHEN d IN ids THEN ids ELSE ids + [d] END)) AS documents,
       size([m IN rows WHERE m.confidence = 'high']) AS high, size([m IN rows WHERE m.confidence = 'medium']) AS medium,
       size([m IN rows WHERE m.confidence = 'low']) AS low,
       s.title AS title, s.missing AS missing, s.valid_from AS valid_from, s.valid_to AS valid_to, s.source AS sources
ORDER BY mapping_set
