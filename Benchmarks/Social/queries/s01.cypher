// people within two steps
MATCH (a:Person {id: 1940})-[:KNOWS*1..2]-(b:Person) WHERE b.id <> 1940 RETURN count(DISTINCT b.id) AS n
