UNWIND [r IN $rows | {sources: r.sources, of: 'thing'}] + [m IN $mappings | {sources: m.sources, of: 'mapping'}] AS row
UNWIND row.sources AS id
WITH id, sum(CASE row.of WHEN 'thing' THEN 1 ELSE 0 END) AS things, sum(CASE row.of WHEN 'mapping' THEN 1 ELSE 0 END) AS mappings,
     sum(CASE WHEN size(row.sources) = 1 THEN 1 ELSE 0 END) AS alone
MATCH (d:Document)
WHERE d.id = id AND ($document IS NULL OR d.id = $document)
RETURN d.id AS document, d.title AS title, d.publisher AS publisher, d.date AS date, things, mappings, alone, d.url AS url, [d.id] AS sources
ORDER BY things + mappings DESC, document
