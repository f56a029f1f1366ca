MATCH (a:Person), (c:Company) WHERE date_part('year', a.birthday) = c.founded RETURN count(*) AS n, count(DISTINCT c.id) AS companies
