// Why the report cannot be made; no row where it can.
MATCH (f:Framework)
WHERE f.id IN [$from, $to]
OPTIONAL MATCH (z:Sector)
WHERE z.id = $sector
WITH f, EXISTS { MATCH (f)<-[:PART_OF]-(:Criterion) } AS is_held, z,
     z IS NULL OR f.sector STARTS WITH 'all ' OR toLower(z.title) CONTAINS f.sector OR (f.sector = 'healthcare' AND z.kind = 'providers' AND z.code <> 'ASC') AS is_about
WHERE NOT is_held OR NOT is_about
RETURN CASE WHEN is_held THEN f.code + ' is not about ' + toLower(z.title) + ' but about ' + f.sector
            WHEN f.completeness = 'name only'
            THEN 'of the ' + toLower(left(f.title, 1)) + substring(f.title, 1) + ' (' + f.code + ') we hold the name only, none of its lines of enquiry'
            ELSE 'we hold no statements or lines of enquiry of ' + f.code + ' (' + f.title + ')' END AS text
ORDER BY f.position
LIMIT 1
