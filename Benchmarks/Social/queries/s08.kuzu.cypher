MATCH (a:Person {id: 1990})-[e:KNOWS* SHORTEST 1..30]-(b:Person {id: 4100}) RETURN length(e) AS d
