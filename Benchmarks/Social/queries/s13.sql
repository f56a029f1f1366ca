SELECT year(created) AS y, month(created) AS m, count(*) FROM Comment GROUP BY 1, 2 ORDER BY 1, 2
