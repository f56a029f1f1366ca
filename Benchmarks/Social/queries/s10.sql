WITH RECURSIVE r(c, root) AS (SELECT src, src FROM REPLY_TO UNION ALL SELECT e.src, r.root FROM r JOIN REPLIES e ON e.dst = r.c)
SELECT t.dst, count(*) AS n FROM r JOIN REPLY_TO t ON t.src = r.root GROUP BY t.dst ORDER BY n DESC, t.dst LIMIT 10
