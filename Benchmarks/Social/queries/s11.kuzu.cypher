MATCH (c:Comment)-[rs:REPLIES*1..30]->(:Comment)-[:REPLY_TO]->(:Post) RETURN max(length(rs)) AS longest, count(*) AS n
