MATCH (a:Person {id: 1940})-[e:KNOWS* SHORTEST 1..6]-(b:Person)-[:LIVES_IN]->(c:City {name: 'City 001'}) RETURN b.id AS id, length(e) AS d
