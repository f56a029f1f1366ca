// people older than those they know, by country
MATCH (a:Person)-[:KNOWS]->(b:Person), (a)-[:LIVES_IN]->(:City)-[:PART_OF]->(c:Country) WHERE a.birthday < b.birthday RETURN c.name AS name, count(*) AS n, min(a.birthday) AS eldest ORDER BY n DESC, name LIMIT 10
