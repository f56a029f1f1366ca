// the longest post of each person
MATCH (a:Person) CALL (a) { MATCH (a)-[:POSTED]->(p:Post) RETURN p ORDER BY p.length DESC, p.id LIMIT 1 } RETURN count(*) AS n, sum(p.length) AS total, sum(p.id) AS ids
