SELECT count(*) FROM LIKES l JOIN Post p ON p.id = l.dst WHERE l.day < p.created
