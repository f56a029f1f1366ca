// ratings and languages, those that are missing too
MATCH (p:Post) RETURN coalesce(p.rating, -1) AS rating, coalesce(p.language, 'none') AS language, count(*) AS n, sum(p.length) AS length ORDER BY rating, language
