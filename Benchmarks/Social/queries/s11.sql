WITH RECURSIVE r(c, d) AS (SELECT src, 0 FROM REPLY_TO UNION ALL SELECT e.src, r.d + 1 FROM r JOIN REPLIES e ON e.dst = r.c)
SELECT max(d), count(*) FROM r WHERE d > 0
