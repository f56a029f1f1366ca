SELECT language, avg(rating), count(rating) AS n, min(rating), sum(length) FROM Post GROUP BY language ORDER BY n DESC, language
