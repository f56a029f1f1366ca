SELECT coalesce(rating, -1) AS rating, coalesce(language, 'none') AS language, count(*) AS n, sum(length) FROM Post GROUP BY 1, 2 ORDER BY 1, 2
