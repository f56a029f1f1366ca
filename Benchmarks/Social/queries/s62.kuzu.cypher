MATCH (:Person)-[r:POSTED|:WROTE|:LIKES]->(x) RETURN label(r) AS kind, count(*) AS n, count(DISTINCT id(x)) AS things ORDER BY kind
