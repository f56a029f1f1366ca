// languages of what each person likes, as a list
MATCH (p:Person)-[:LIKES]->(m:Post) WITH p, collect(DISTINCT m.language) AS languages RETURN size(languages) AS languages, count(*) AS people ORDER BY languages
