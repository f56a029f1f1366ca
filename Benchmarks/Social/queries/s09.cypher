// strong ties within four steps
MATCH (a:Person {id: 1940})-[rs:KNOWS*1..4]-(b:Person) WHERE all(r IN rs WHERE r.weight > 0.8) AND a <> b RETURN count(DISTINCT b.id) AS n
