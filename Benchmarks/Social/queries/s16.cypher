// ratings by language
MATCH (p:Post) RETURN p.language AS language, avg(p.rating) AS mean, count(p.rating) AS n, min(p.rating) AS least, sum(p.length) AS total ORDER BY n DESC, language
