MATCH (n)
WHERE n.id IS NOT NULL AND NOT n:Document AND NOT n:MappingSet AND ($document IS NULL OR $document IN coalesce(n.source, []))
RETURN [l IN labels(n) WHERE l <> 'Criterion'][0] AS kind, coalesce(n.basis, 'our reading') AS basis, n.confidence AS confidence, n.id AS id, n.title AS title,
       n.valid_from AS valid_from, n.valid_to AS valid_to, n.note AS note, coalesce(n.source, []) AS sources
ORDER BY kind, {`official page`: 1, `copy of an official page`: 2, `stated by another body`: 3, `our reading`: 4}[basis], n.framework, n.position, id
