MATCH (a:Person)-[:LIKES]->(:Post)<-[:POSTED]-(b:Person) WITH DISTINCT a.id AS x, b.id AS y RETURN count(*) AS n
