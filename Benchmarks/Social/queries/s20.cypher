// people by height and gender
MATCH (a:Person)-[:POSTED]->(p:Post) RETURN a.height AS height, a.gender AS gender, count(*) AS n ORDER BY n DESC, height, gender LIMIT 5
