// tags used together
MATCH (x:Tag)<-[:TAGGED]-(:Post)-[:TAGGED]->(y:Tag) WHERE x.id < y.id RETURN x.name AS x, y.name AS y, count(*) AS n ORDER BY n DESC, x, y LIMIT 10
