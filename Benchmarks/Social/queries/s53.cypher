// people by their age when they joined
MATCH (a:Person) RETURN duration.between(a.birthday, a.joined).years AS age, count(*) AS n ORDER BY age
