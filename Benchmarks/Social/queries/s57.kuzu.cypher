MATCH (p:Person)-[:LIVES_IN]->(c:City) WHERE NOT EXISTS { MATCH (p)-[:KNOWS]-(:Person)-[:LIVES_IN]->(c) } RETURN count(*) AS n
