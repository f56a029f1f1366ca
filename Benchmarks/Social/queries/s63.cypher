// different lengths and ratings of what people like
MATCH (p:Person)-[:LIKES]->(m:Post) RETURN p.gender AS gender, sum(DISTINCT m.length) AS lengths, avg(DISTINCT m.rating) AS rating ORDER BY gender
