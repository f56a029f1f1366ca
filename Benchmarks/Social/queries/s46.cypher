// distinct languages, browsers and lengths
MATCH (p:Post) RETURN DISTINCT p.language AS language, p.browser AS browser, p.length / 30 AS class ORDER BY language, browser, class LIMIT 50
