SELECT size, count(*) FROM (SELECT src, len(list(t.name)) AS size FROM TAGGED r JOIN Tag t ON t.id = r.dst GROUP BY src) GROUP BY size ORDER BY size
