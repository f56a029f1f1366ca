// summary: The documents behind a thing and behind each of its mappings.
// usage: sources NAME
// example: sources W3
// example: sources set:i-kq-2021
// parameter name: Any — id, code or title
// graph: all
// detail: mapping_set, publisher, author, comment
// drop: locator, confidence, other, url, date
// graph: all
//
// about says what the document stands behind: the thing itself, or its mapping to another one.

MATCH (n)-[r:SOURCED_FROM]->(d:Document)
WHERE n.id = $name
RETURN 'itself' AS about, n.id AS other, d.id AS document, d.title AS title, d.date AS date, n.locator AS locator,
       n.confidence AS confidence, d.url AS url, null AS mapping_set, d.publisher AS publisher, null AS author, n.note AS comment
ORDER BY document
UNION ALL
MATCH (n)-[r]->(o)
WHERE n.id = $name AND r.set IS NOT NULL
  AND (NOT $historic OR coalesce(n.valid_to <= $as_of, false) OR (coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)))
UNWIND r.source AS source
MATCH (d:Document)
WHERE d.id = source
RETURN toLower(replace(type(r), '_', ' ')) AS about, o.id AS other, d.id AS document, d.title AS title, d.date AS date,
       r.locator AS locator, r.confidence AS confidence, d.url AS url, r.set AS mapping_set, d.publisher AS publisher,
       r.author AS author, r.comment AS comment
ORDER BY mapping_set, other, document
UNION ALL
MATCH (n)<-[r]-(o)
WHERE n.id = $name AND r.set IS NOT NULL
  AND (NOT $historic OR coalesce(n.valid_to <= $as_of, false) OR (coalesce(r.valid_from <= $as_of, true) AND coalesce(r.valid_to > $as_of, true)))
UNWIND r.source AS source
MATCH (d:Document)
WHERE d.id = source
RETURN toLower(replace(type(r), '_', ' ')) + ' (from it)' AS about, o.id AS other, d.id AS document, d.title AS title,
       d.date AS date, r.locator AS locator, r.confidence AS confidence, d.url AS url, r.set AS mapping_set,
       d.publisher AS publisher, r.author AS author, r.comment AS comment
ORDER BY mapping_set, other, document
