// people who know nobody in their city
MATCH (p:Person)-[:LIVES_IN]->(c:City) WHERE NOT EXISTS { (p)-[:KNOWS]-(:Person)-[:LIVES_IN]->(c) } RETURN count(*) AS n
