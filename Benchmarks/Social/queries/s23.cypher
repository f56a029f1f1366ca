// people by the first letters of their names
MATCH (c:Comment)<-[:WROTE]-(a:Person) RETURN toUpper(substring(a.surname, 0, 2)) AS start, count(*) AS n ORDER BY n DESC, start LIMIT 10
