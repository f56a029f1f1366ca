// posts with and without likes
MATCH (p:Post) OPTIONAL MATCH (p)<-[l:LIKES]-() WITH p, count(l) AS likes RETURN likes, count(*) AS n ORDER BY likes LIMIT 10
