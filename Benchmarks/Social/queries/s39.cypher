// a page deep in the likes
MATCH (a:Person)-[l:LIKES]->(p:Post) RETURN a.id AS a, p.id AS p, l.day AS day ORDER BY day, a, p SKIP 100000 LIMIT 10
