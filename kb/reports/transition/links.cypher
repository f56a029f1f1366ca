// Asserted rows from the one framework to the other; where there are none, what follows over one between.
CALL {
  MATCH (f:Framework)<-[:PART_OF]-(a:Criterion)-[m:BECAME|WOULD_BECOME]->(b:Criterion)-[:PART_OF]->(t:Framework)
  WHERE f.id = $from AND t.id = $to AND NOT coalesce(m.negated, false)
  RETURN a, b, null AS via, m.predicate AS predicate, m.set_relation AS set_relation, m.confidence AS confidence,
         coalesce(m.basis, 'our reading') AS basis, m.topic AS topic, false AS derived, m.set AS mapping_set, coalesce(m.source, []) AS sources
  UNION ALL
  MATCH (first:MappingSet), (second:MappingSet)
  WHERE first.relationship IN ['BECAME', 'WOULD_BECOME'] AND second.relationship IN ['BECAME', 'WOULD_BECOME']
    AND NOT EXISTS { MATCH (f:Framework)<-[:PART_OF]-(:Criterion)-[:BECAME|WOULD_BECOME]->(:Criterion)-[:PART_OF]->(t:Framework)
                     WHERE f.id = $from AND t.id = $to }
  CALL cqcq.compose(first.name, second.name) YIELD subject, via, object, predicate, set_relation, confidence
  WITH first, second, subject, via, object, predicate, set_relation, confidence
  WHERE EXISTS { MATCH (subject)-[:PART_OF]->(f:Framework) WHERE f.id = $from }
    AND EXISTS { MATCH (object)-[:PART_OF]->(t:Framework) WHERE t.id = $to }
  RETURN subject AS a, object AS b, via.id AS via, predicate, set_relation, confidence, 'our reading' AS basis, null AS topic, true AS derived,
         first.name + ' and ' + second.name AS mapping_set,
         reduce(found = [], list IN [(subject)-[m]->(via) | coalesce(m.source, [])] + [(via)-[m]->(object) | coalesce(m.source, [])] |
                found + [d IN list WHERE NOT d IN found]) AS sources
}
WITH *
WHERE $key_question IS NULL OR EXISTS { MATCH (c)-[:ANSWERS]->(k:KeyQuestion) WHERE c IN [a, b] AND k.id = $key_question }
RETURN a.id AS from, b.id AS to, a.title AS from_title, b.title AS to_title, predicate, set_relation, topic, basis, confidence, derived, via,
       mapping_set, sources
ORDER BY a.position, a.id, b.position, b.id, via
