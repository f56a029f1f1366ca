// pairs of companies of which one is older
MATCH (c:Company), (d:Company) WHERE c.founded < d.founded RETURN count(*) AS n
