SELECT x % 100 AS k, count(*), CAST(sum(x) AS BIGINT), avg(x // 10) FROM range(1, 1000001) t(x) GROUP BY k ORDER BY k
