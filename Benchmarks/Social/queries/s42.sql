SELECT CASE WHEN length < 10 THEN 'short' WHEN length < 60 THEN 'middle' ELSE 'long' END AS class, count(*), avg(length) FROM Comment GROUP BY class ORDER BY class
