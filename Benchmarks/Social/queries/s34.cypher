// all comments
MATCH (c:Comment) RETURN c.id AS id, c.created AS created, c.length AS length, c.text AS text
