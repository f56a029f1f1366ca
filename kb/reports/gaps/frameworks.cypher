// Frameworks whose statements or lines are reported on, with how much of each is held and where it applies.
MATCH (f:Framework)<-[:PART_OF]-(c:Criterion)
WHERE any(s IN $statements WHERE s.framework = f.code)
WITH f, count(DISTINCT c) AS held
RETURN f.code AS framework, f.title AS title, f.status AS status, f.valid_from AS valid_from, f.valid_to AS valid_to, f.regions AS regions,
       f.completeness + CASE WHEN f.members IS NULL THEN '' ELSE ', ' + toString(held) + ' of ' + toString(f.members) END AS completeness, f.missing AS missing, f.source AS sources
ORDER BY f.position
