SELECT languages, count(*) AS people FROM (SELECT l.src, count(DISTINCT m.language) AS languages FROM LIKES l JOIN Post m ON m.id = l.dst GROUP BY l.src) x GROUP BY languages ORDER BY languages
