SELECT created, count(*) AS n FROM Post GROUP BY created ORDER BY n DESC, created LIMIT 10
