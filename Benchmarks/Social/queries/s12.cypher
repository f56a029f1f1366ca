// posts of a half year
MATCH (p:Post) WHERE p.created >= date('2015-01-01') AND p.created < date('2015-07-01') RETURN count(*) AS n, max(p.created) AS last
