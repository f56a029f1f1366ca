SELECT count(*) FROM Post p JOIN Comment c ON p.created = c.created AND p.length = c.length
