// posts that their authors comment on themselves
MATCH (a:Person)-[:POSTED]->(m:Post)<-[:REPLY_TO]-(c:Comment)<-[:WROTE]-(a) RETURN count(DISTINCT m) AS n
