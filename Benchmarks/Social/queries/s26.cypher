// posts and comments of one day and one length
MATCH (p:Post), (c:Comment) WHERE p.created = c.created AND p.length = c.length RETURN count(*) AS n
