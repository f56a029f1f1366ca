// shortest paths from one to all of a city
MATCH (a:Person {id: 1940}), (b:Person)-[:LIVES_IN]->(:City {name: 'City 001'}) MATCH p = shortestPath((a)-[:KNOWS*1..6]-(b)) RETURN b.id AS id, length(p) AS d
