RETURN 'x' AS kind, 2 AS number
