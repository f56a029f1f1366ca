SELECT count(*) FROM Company c, Company d WHERE c.founded < d.founded
