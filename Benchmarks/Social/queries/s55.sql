SELECT year(day) AS y, month(day) AS m, count(*) FROM LIKES GROUP BY y, m ORDER BY y, m
