// Ids of what belongs to the key question, the framework and the sector; of nothing where none was given.
MATCH (n)
WHERE n.id IS NOT NULL AND ($key_question IS NOT NULL OR $framework IS NOT NULL OR $sector IS NOT NULL)
  AND ($key_question IS NULL OR n.id = $key_question
       OR EXISTS { MATCH (n)-[:ANSWERS|ABOUT]->(k:KeyQuestion) WHERE k.id = $key_question }
       OR EXISTS { MATCH (n)-[:PART_OF|ABOUT]->(:Criterion)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question })
  AND ($framework IS NULL OR n.id = $framework
       OR EXISTS { MATCH (n)-[:PART_OF|ABOUT]->(f:Framework) WHERE f.id = $framework }
       OR EXISTS { MATCH (n)-[:PART_OF|ABOUT]->(:Criterion)-[:PART_OF]->(f:Framework) WHERE f.id = $framework })
  AND ($sector IS NULL OR n.id = $sector
       OR EXISTS { MATCH (n)-[:APPLIES_TO|PART_OF|ABOUT]->(z:Sector) WHERE z.id = $sector }
       OR EXISTS { MATCH (n)-[:PART_OF]->(:Criterion)-[:APPLIES_TO]->(z:Sector) WHERE z.id = $sector }
       OR EXISTS { MATCH (z:Sector {kind: 'providers'}), (n)-[:PART_OF*0..2]->(f:Framework)
                   WHERE z.id = $sector AND (f.sector STARTS WITH 'all ' OR toLower(z.title) CONTAINS f.sector
                                             OR (f.sector = 'healthcare' AND z.code <> 'ASC')) })
RETURN n.id AS id
