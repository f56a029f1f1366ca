// distance to everybody within three steps
MATCH p = (a:Person {id: 1940})-[:KNOWS*1..3]-(b:Person) WHERE a <> b WITH b.id AS id, min(length(p)) AS d RETURN d, count(*) AS n ORDER BY d
