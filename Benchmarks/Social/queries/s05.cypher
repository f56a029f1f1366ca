// people met through others by city
MATCH (a:Person {id: 1940})-[:KNOWS]-(f:Person)-[:KNOWS]-(b:Person)-[:LIVES_IN]->(c:City) WHERE a <> b AND NOT (a)-[:KNOWS]-(b) RETURN c.name AS city, count(DISTINCT b.id) AS n ORDER BY n DESC, city LIMIT 10
