MATCH (p:Post) UNWIND string_split(p.text, ' ') AS word RETURN word, count(*) AS n ORDER BY n DESC, word LIMIT 10
