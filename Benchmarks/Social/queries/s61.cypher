// pairs of one city of whom one is taller
MATCH (p:Person)-[:LIVES_IN]->(:City)<-[:LIVES_IN]-(o:Person) WHERE o.height > p.height RETURN count(*) AS n
