SELECT length(text) - length(text) % 20 AS letters, count(*) AS n, min(text) AS first FROM Comment GROUP BY letters ORDER BY letters
