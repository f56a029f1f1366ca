MATCH (a:Person)-[r:KNOWS]->(:Person)-[s:KNOWS]->(c:Person) WHERE a.id <> c.id RETURN sum(r.weight * s.weight) AS total, count(*) AS n
