SELECT count(*), max(length(text)) FROM Comment WHERE lower(text) LIKE '%thunder%'
