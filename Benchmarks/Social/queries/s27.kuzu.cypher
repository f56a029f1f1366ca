MATCH (m:Post:Comment) RETURN m.browser AS browser, count(*) AS n, sum(m.length) AS total ORDER BY browser
