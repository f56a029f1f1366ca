SELECT browser, count(*) FROM Comment WHERE regexp_full_match(browser, '(?i)F.*|.*a') GROUP BY browser ORDER BY browser
