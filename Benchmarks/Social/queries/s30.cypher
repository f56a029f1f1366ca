// tags of each post as a list
MATCH (p:Post)-[:TAGGED]->(t:Tag) WITH p, collect(t.name) AS names RETURN size(names) AS size, count(*) AS n ORDER BY size
