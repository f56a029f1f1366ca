RETURN 'x' AS kind, 3 AS number
