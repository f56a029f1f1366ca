// lengths of posts and comments together
CALL () { MATCH (p:Post) RETURN p.browser AS browser, p.length AS length UNION ALL MATCH (c:Comment) RETURN c.browser AS browser, c.length AS length } RETURN browser, count(*) AS n, sum(length) AS length ORDER BY browser
