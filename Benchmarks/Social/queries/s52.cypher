// posts of the first three months
MATCH (a:Person)-[:POSTED]->(p:Post) WHERE p.created >= a.joined AND p.created < a.joined + duration({months: 3}) RETURN count(*) AS n
