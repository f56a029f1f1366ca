// people within five steps
MATCH (a:Person {id: 1950})-[:KNOWS*1..5]-(b:Person) WHERE a <> b RETURN count(DISTINCT b) AS n
