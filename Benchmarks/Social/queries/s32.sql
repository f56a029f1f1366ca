SELECT CAST(sum((x % 1000 * x) % 13) AS BIGINT), count(*) FROM range(1, 2000001) t(x) WHERE x % 7 = 3
