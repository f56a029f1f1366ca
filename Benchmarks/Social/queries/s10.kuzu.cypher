MATCH (c:Comment)-[:REPLIES*0..30]->(root:Comment)-[:REPLY_TO]->(p:Post) RETURN p.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 10
