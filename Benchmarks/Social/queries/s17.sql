SELECT count(*), avg(length) FROM Post WHERE rating > 7 AND language IS NOT NULL
