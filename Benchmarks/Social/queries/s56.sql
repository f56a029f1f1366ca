SELECT browser, count(*) AS n, sum(length) FROM (SELECT browser, length FROM Post UNION ALL SELECT browser, length FROM Comment) GROUP BY browser ORDER BY browser NULLS LAST
