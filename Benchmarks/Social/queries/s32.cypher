// sums over a range
UNWIND range(1, 2000000) AS x WITH x WHERE x % 7 = 3 RETURN sum(x % 1000 * x % 13) AS total, count(*) AS n
