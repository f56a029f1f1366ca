MATCH (a:Person)-[:POSTED]->(p:Post) WHERE p.created >= a.joined AND p.created < a.joined + interval('3 months') RETURN count(*) AS n
