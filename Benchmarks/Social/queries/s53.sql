SELECT CAST(date_part('year', age(joined, birthday)) AS BIGINT) AS age, count(*) AS n FROM Person GROUP BY age ORDER BY age
