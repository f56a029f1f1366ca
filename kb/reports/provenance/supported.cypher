// Each row once for each document that it names.
UNWIND [r IN $rows | {what: 'thing', id: r.id, title: r.title, confidence: r.confidence, sources: r.sources}]
       + [m IN $mappings | {what: 'mapping', id: m.from + ' → ' + m.to, title: m.relation + ', ' + m.mapping_set, confidence: m.confidence,
                            sources: m.sources}] AS row
UNWIND row.sources AS name
MATCH (d:Document)
WHERE d.id = name AND ($document IS NULL OR d.id = $document)
WITH d, row, CASE WHEN size(row.sources) = 1 THEN 'alone' ELSE 'with others' END AS standing
RETURN d.id AS document, row.what AS what, standing, row.id AS id, row.title AS title, row.confidence AS confidence, row.sources AS sources
ORDER BY document, what DESC, standing, id, title
