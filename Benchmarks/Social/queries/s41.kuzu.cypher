MATCH (a:Person) WHERE EXISTS { MATCH (a)-[:LIKES]->(:Post) } AND NOT EXISTS { MATCH (a)-[:LIKES]->(:Post)<-[:POSTED]-(:Person)-[:KNOWS]-(a) } RETURN count(*) AS n
