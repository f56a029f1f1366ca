// words of posts
MATCH (p:Post) UNWIND split(p.text, ' ') AS word RETURN word, count(*) AS n ORDER BY n DESC, word LIMIT 10
