// pairs of reader and writer
MATCH (a:Person)-[:LIKES]->(:Post)<-[:POSTED]-(b:Person) WITH DISTINCT a, b RETURN count(*) AS n
