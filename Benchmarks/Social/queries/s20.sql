SELECT height, gender, count(*) AS n FROM Person a JOIN POSTED r ON r.src = a.id GROUP BY height, gender ORDER BY n DESC, height, gender LIMIT 5
