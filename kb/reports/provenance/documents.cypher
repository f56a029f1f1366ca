UNWIND $supported AS row
WITH row.document AS id, sum(CASE row.what WHEN 'thing' THEN 1 ELSE 0 END) AS things,
     sum(CASE WHEN row.what = 'thing' AND row.standing = 'alone' THEN 1 ELSE 0 END) AS things_alone,
     sum(CASE row.what WHEN 'mapping' THEN 1 ELSE 0 END) AS mappings,
     sum(CASE WHEN row.what = 'mapping' AND row.standing = 'alone' THEN 1 ELSE 0 END) AS mappings_alone
MATCH (d:Document)
WHERE d.id = id
RETURN d.id AS document, d.title AS title, d.publisher AS publisher, d.date AS date, things, things_alone, mappings, mappings_alone,
       d.url AS url, [d.id] AS sources
ORDER BY things + mappings DESC, document
