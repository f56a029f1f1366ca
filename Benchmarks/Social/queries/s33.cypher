// groups of a range
UNWIND range(1, 1000000) AS x RETURN x % 100 AS k, count(*) AS n, sum(x) AS total, avg(x / 10) AS mean ORDER BY k
