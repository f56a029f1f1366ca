// Why the report cannot be made; no row where it can.
OPTIONAL MATCH (f:Framework)
WHERE f.id = $framework
WITH f, EXISTS { MATCH (f)<-[:PART_OF]-(:Criterion) } AS is_held
WITH CASE WHEN f IS NULL THEN null
          WHEN NOT is_held AND f.completeness = 'name only' THEN 'of the ' + toLower(left(f.title, 1)) + substring(f.title, 1) + ' (' + f.code + ') we hold the name only, none of its lines of enquiry'
          WHEN NOT is_held THEN 'we hold no statements or lines of enquiry of ' + f.code + ' (' + f.title + ')' END AS text
WHERE text IS NOT NULL
RETURN text
