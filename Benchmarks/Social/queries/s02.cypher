// names of people within three steps
MATCH (a:Person {id: 1940})-[:KNOWS*1..3]-(b:Person) WHERE b.id <> 1940 RETURN DISTINCT b.id AS id, b.surname AS surname
