// likes on the day of the post or before
MATCH (:Person)-[l:LIKES]->(p:Post) WHERE l.day < p.created RETURN count(*) AS n
