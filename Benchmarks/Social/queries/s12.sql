SELECT count(*), max(created) FROM Post WHERE created >= '2015-01-01' AND created < '2015-07-01'
