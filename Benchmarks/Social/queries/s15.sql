SELECT id, created, length FROM Comment ORDER BY created DESC, id LIMIT 20
