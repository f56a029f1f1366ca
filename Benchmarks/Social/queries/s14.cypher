// first and last like of those who like most
MATCH (a:Person)-[l:LIKES]->() RETURN a.id AS id, min(l.day) AS first, max(l.day) AS last, count(*) AS n ORDER BY n DESC, id LIMIT 20
