MATCH (a:Person {id: 1950})-[:KNOWS* SHORTEST 1..5]-(b:Person) WHERE a.id <> b.id RETURN count(DISTINCT b.id) AS n
