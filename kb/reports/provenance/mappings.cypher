MATCH (a)-[m]->(b)
WHERE m.set IS NOT NULL AND ($document IS NULL OR $document IN m.source)
RETURN m.set AS mapping_set, coalesce(m.basis, 'our reading') AS basis, m.confidence AS confidence, a.id AS from, toLower(replace(type(m), '_', ' ')) AS relation,
       b.id AS to, CASE WHEN coalesce(m.reviewed, false) THEN 'reviewed' ELSE 'not reviewed' END AS review, m.sector AS sector, m.author AS author, m.locator AS locator,
       m.comment AS comment, coalesce(m.source, []) AS sources
ORDER BY mapping_set, {`official page`: 1, `copy of an official page`: 2, `stated by another body`: 3, `our reading`: 4}[basis], review, a.position, from, b.position, to
