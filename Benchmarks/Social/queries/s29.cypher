// likes of each person, counted in a subquery
MATCH (a:Person) CALL (a) { MATCH (a)-[:LIKES]->(p:Post) WHERE p.length > 100 RETURN count(p) AS n } RETURN a.id AS id, n ORDER BY n DESC, id LIMIT 10
