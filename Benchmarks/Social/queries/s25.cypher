// people whose hobby is a tag
MATCH (a:Person), (t:Tag) WHERE a.hobby = t.name RETURN t.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 10
