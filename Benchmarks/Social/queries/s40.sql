SELECT likes, count(*) FROM (SELECT p.id, count(l.src) AS likes FROM Post p LEFT JOIN LIKES l ON l.dst = p.id GROUP BY p.id) GROUP BY likes ORDER BY likes LIMIT 10
