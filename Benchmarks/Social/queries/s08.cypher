// shortest path between two
MATCH p = shortestPath((a:Person {id: 1990})-[:KNOWS*]-(b:Person {id: 4100})) RETURN length(p) AS d
