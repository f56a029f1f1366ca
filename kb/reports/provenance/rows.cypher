MATCH (n)
WHERE n.id IS NOT NULL AND NOT n:Document AND NOT n:MappingSet AND ($document IS NULL OR $document IN coalesce(n.source, []))
RETURN [l IN labels(n) WHERE l <> 'Criterion'][0] AS kind, coalesce(n.confidence, 'low') AS confidence, n.id AS id, n.title AS title,
       n.valid_from AS valid_from, n.valid_to AS valid_to, n.note AS note, coalesce(n.source, []) AS sources
ORDER BY kind, {high: 1, medium: 2, low: 3}[confidence], n.framework, n.position, id
