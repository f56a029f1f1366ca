// Why the brief cannot be made; no row where it can.
OPTIONAL MATCH (c:QualityStatement)
WHERE coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true)
OPTIONAL MATCH (y:Sector {kind: 'public bodies'})
WHERE y.id = $sector
OPTIONAL MATCH (c)-[:ANSWERS]->(k:KeyQuestion)
WHERE ($key_question IS NULL OR k.id = $key_question) AND (y IS NULL OR EXISTS { (c)-[:APPLIES_TO]->(y) })
WITH count(DISTINCT c) AS in_force, count(DISTINCT k) AS held
WITH CASE WHEN in_force = 0 THEN 'no quality statements were in force on that date; the brief compares those in force with 2021 and 2026'
          WHEN held = 0 THEN 'we hold no quality statements of that key question for that sector' END AS text
WHERE text IS NOT NULL
RETURN text
