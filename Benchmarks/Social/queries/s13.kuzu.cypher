MATCH (c:Comment) RETURN date_part('year', c.created) AS y, date_part('month', c.created) AS m, count(*) AS n ORDER BY y, m
