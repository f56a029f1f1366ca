// tags that friends like
MATCH (a:Person {id: 1940})-[:KNOWS]-(:Person)-[:LIKES]->(:Post)-[:TAGGED]->(t:Tag) RETURN t.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 10
