MATCH (a:Person {id: 1940})-[rs:KNOWS* SHORTEST 1..4 (r, _ | WHERE r.weight > 0.8)]-(b:Person) WHERE a.id <> b.id RETURN count(DISTINCT b.id) AS n
