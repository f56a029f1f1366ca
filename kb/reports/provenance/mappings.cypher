MATCH (a)-[m]->(b)
WHERE m.set IS NOT NULL AND ($document IS NULL OR $document IN m.source)
RETURN m.set AS mapping_set, coalesce(m.confidence, 'low') AS confidence, a.id AS from, toLower(replace(type(m), '_', ' ')) AS relation,
       b.id AS to, coalesce(m.review_state, 'unreviewed') AS review_state, m.author AS author, m.locator AS locator,
       m.comment AS comment, coalesce(m.source, []) AS sources
ORDER BY mapping_set, {high: 1, medium: 2, low: 3}[confidence], review_state, a.position, from, b.position, to
