UNWIND $things AS t RETURN t.title AS title, 1 AS one, 0 AS none, 1 AS total
