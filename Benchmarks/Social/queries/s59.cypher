// first letters of comments
MATCH (c:Comment) RETURN left(c.text, 5) AS start, count(*) AS n ORDER BY n DESC, start LIMIT 10
