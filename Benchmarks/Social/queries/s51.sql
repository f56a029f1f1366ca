SELECT count(*), count(DISTINCT c.id) FROM Person a JOIN Company c ON year(a.birthday) = c.founded
