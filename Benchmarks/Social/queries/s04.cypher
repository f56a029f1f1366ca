// ends of one to four directed steps
MATCH (a:Person {id: 1945})-[:KNOWS*1..4]->(b:Person) RETURN count(DISTINCT b.id) AS n
