// comments by classes of length
MATCH (c:Comment) WITH CASE WHEN c.length < 10 THEN 'short' WHEN c.length < 60 THEN 'middle' ELSE 'long' END AS class, c.length AS length RETURN class, count(*) AS n, avg(length) AS mean ORDER BY class
