// comments by the length of their texts, and the first of them
MATCH (c:Comment) RETURN size(c.text) - size(c.text) % 20 AS letters, count(*) AS n, min(c.text) AS first ORDER BY letters
