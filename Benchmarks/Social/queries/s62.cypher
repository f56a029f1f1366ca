// what people post, write and like, and how much of it differs
MATCH (:Person)-[r:POSTED|WROTE|LIKES]->(x) RETURN type(r) AS kind, count(*) AS n, count(DISTINCT x) AS things ORDER BY kind
