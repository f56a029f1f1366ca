// Why the report cannot be made; no row where it can.
MATCH (f:Framework)
WHERE f.id IN [$framework, $against]
WITH f, EXISTS { MATCH (x {framework: f.code}) WHERE x:Criterion OR x:IStatement OR x:WeStatement OR x:Regulation OR x:ImportedStatement } AS is_held
WHERE NOT is_held OR $framework = $against
RETURN CASE WHEN is_held THEN 'both names mean the same framework, ' + f.code
            WHEN f.completeness = 'name only'
            THEN 'of the ' + toLower(left(f.title, 1)) + substring(f.title, 1) + ' (' + f.code + ') we hold the name only, none of its lines of enquiry'
            ELSE 'we hold no statements or lines of enquiry of ' + f.code + ' (' + f.title + ')' END AS text
ORDER BY f.position
LIMIT 1
