// comments by month
MATCH (c:Comment) RETURN c.created.year AS y, c.created.month AS m, count(*) AS n ORDER BY y, m
