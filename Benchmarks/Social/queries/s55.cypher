// likes by month
MATCH (:Person)-[l:LIKES]->(:Post) RETURN l.day.year AS y, l.day.month AS m, count(*) AS n ORDER BY y, m
