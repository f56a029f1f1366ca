MATCH p = (a:Person {id: 1940})-[e:KNOWS* SHORTEST 1..3]-(b:Person) WHERE a.id <> b.id WITH b.id AS id, length(e) AS d RETURN d, count(*) AS n ORDER BY d
