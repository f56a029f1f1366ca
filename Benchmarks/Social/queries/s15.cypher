// newest comments
MATCH (c:Comment) RETURN c.id AS id, c.created AS created, c.length AS length ORDER BY created DESC, id LIMIT 20
