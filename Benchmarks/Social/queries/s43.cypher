// weight of all paths of two steps
MATCH (a:Person)-[r:KNOWS]->(:Person)-[s:KNOWS]->(c:Person) WHERE a <> c RETURN sum(r.weight * s.weight) AS total, count(*) AS n
