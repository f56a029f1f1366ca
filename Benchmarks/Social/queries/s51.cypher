// companies founded in a year in which somebody was born
MATCH (a:Person), (c:Company) WHERE a.birthday.year = c.founded RETURN count(*) AS n, count(DISTINCT c.id) AS companies
