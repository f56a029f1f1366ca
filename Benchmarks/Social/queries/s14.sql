SELECT src, min(day), max(day), count(*) AS n FROM LIKES GROUP BY src ORDER BY n DESC, src LIMIT 20
