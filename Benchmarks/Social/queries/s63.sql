SELECT p.gender AS gender, sum(DISTINCT m.length) AS lengths, avg(DISTINCT m.rating) AS rating FROM LIKES l JOIN Person p ON p.id = l.src JOIN Post m ON m.id = l.dst GROUP BY p.gender ORDER BY gender
