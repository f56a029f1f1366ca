// In force on the day, in whichever direction they were made; rows that say 'is not' are left out.
MATCH (a)-[m]-(b)
WHERE $rows IN labels(a) AND $columns IN labels(b) AND m.set IS NOT NULL AND type(m) <> 'HAS_NO_MATCH_IN'
  AND NOT coalesce(m.negated, false)
  AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
  AND ($key_question IS NULL OR a.id = $key_question OR b.id = $key_question
       OR EXISTS { MATCH (a)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question }
       OR EXISTS { MATCH (b)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question })
RETURN a.id AS row, b.id AS column, coalesce(a.code, a.id) AS row_code, coalesce(b.code, b.id) AS column_code,
       a.title AS row_title, b.title AS column_title, toLower(replace(type(m), '_', ' ')) AS relation, m.predicate AS predicate,
       m.confidence AS confidence, {high: 1.0, medium: 0.6, low: 0.25}[m.confidence] AS share, m.set AS mapping_set,
       m.locator AS locator,
       coalesce(b.framework, '') + ' ' + right('0000' + toString(coalesce(b.position, 0)), 4) AS place, coalesce(m.source, []) AS sources
ORDER BY a.framework, a.position, row, b.framework, b.position, column, mapping_set, predicate
