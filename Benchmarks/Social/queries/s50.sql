SELECT count(DISTINCT name || ' ' || surname), max(surname || ', ' || name) FROM Person
