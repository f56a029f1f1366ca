// posts that are rated well
MATCH (p:Post) WHERE p.rating > 7 AND p.language IS NOT NULL RETURN count(*) AS n, avg(p.length) AS mean
