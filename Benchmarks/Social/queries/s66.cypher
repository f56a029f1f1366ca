// posts that are as long as a city's number says
MATCH (c:City), (p:Post) WHERE p.length = c.id % 300 RETURN count(*) AS n
