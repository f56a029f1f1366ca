// comments by a pattern of their browser
MATCH (c:Comment) WHERE c.browser =~ '(?i)F.*|.*a' RETURN c.browser AS browser, count(*) AS n ORDER BY browser
