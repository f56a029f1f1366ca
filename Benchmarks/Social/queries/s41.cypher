// people who like what no friend wrote
MATCH (a:Person) WHERE EXISTS { (a)-[:LIKES]->(:Post) } AND NOT EXISTS { (a)-[:LIKES]->(:Post)<-[:POSTED]-(:Person)-[:KNOWS]-(a) } RETURN count(*) AS n
