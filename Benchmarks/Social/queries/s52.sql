SELECT count(*) FROM Person a JOIN POSTED r ON r.src = a.id JOIN Post p ON p.id = r.dst WHERE p.created >= a.joined AND p.created < a.joined + INTERVAL 3 MONTH
