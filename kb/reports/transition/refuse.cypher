// Why the report cannot be made; no row where it can.
MATCH (f:Framework)
WHERE f.id IN [$from, $to] AND NOT EXISTS { MATCH (f)<-[:PART_OF]-(:Criterion) }
RETURN CASE WHEN f.completeness = 'name only'
            THEN 'of the ' + toLower(left(f.title, 1)) + substring(f.title, 1) + ' (' + f.code + ') we hold the name only, none of its lines of enquiry'
            ELSE 'we hold no statements or lines of enquiry of ' + f.code + ' (' + f.title + ')' END AS text
ORDER BY f.position
LIMIT 1
