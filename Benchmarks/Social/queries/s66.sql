SELECT count(*) FROM City c JOIN Post p ON p.length = c.id % 300
