// full names
MATCH (a:Person) RETURN count(DISTINCT a.name + ' ' + a.surname) AS n, max(a.surname + ', ' + a.name) AS last
