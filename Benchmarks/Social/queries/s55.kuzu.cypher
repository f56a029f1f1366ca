MATCH (:Person)-[l:LIKES]->(:Post) RETURN date_part('year', l.day) AS y, date_part('month', l.day) AS m, count(*) AS n ORDER BY y, m
