// the longest chain of replies
MATCH (c:Comment)-[rs:REPLIES*1..]->(:Comment)-[:REPLY_TO]->(:Post) RETURN max(size(rs)) AS longest, count(*) AS n
