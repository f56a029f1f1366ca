// messages by browser
MATCH (m) WHERE m:Post OR m:Comment RETURN m.browser AS browser, count(*) AS n, sum(m.length) AS total ORDER BY browser
