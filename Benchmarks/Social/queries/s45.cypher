// days on which most is written
MATCH (p:Post) WITH p.created AS day, count(*) AS n ORDER BY n DESC, day LIMIT 10 RETURN day, n
