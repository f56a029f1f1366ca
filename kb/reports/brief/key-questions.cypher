// The same for each key question, as numbers.
UNWIND CASE WHEN $key_question IS NULL THEN range(0, size($statement_rows) - 1) ELSE [] END AS number
WITH number, $statement_rows[number] AS s
WITH s.key_question AS key_question, min(number) AS place, count(*) AS total, sum(CASE WHEN size(s.regulations) > 0 THEN 1 ELSE 0 END) AS regulations,
     sum(CASE WHEN size(s.i) > 0 THEN 1 ELSE 0 END) AS i, sum(CASE WHEN size(s.we) > 0 THEN 1 ELSE 0 END) AS we,
     sum(CASE WHEN size(s.kloes) > 0 THEN 1 ELSE 0 END) AS kloes, sum(CASE WHEN size(s.successors) > 0 THEN 1 ELSE 0 END) AS successors,
     collect([m IN s.i + s.we + s.no_i + s.regulations + s.kloes + s.successors | m.source]) AS lists
WITH *, reduce(found = [], list IN reduce(found = [], l IN lists | found + l) | found + [d IN list WHERE NOT d IN found]) AS sources, ' of ' + toString(total) AS of
RETURN key_question, toString(regulations) + of AS regulations, toString(i) + of AS i_statements, toString(we) + of AS we_statements_mir,
       toString(kloes) + of AS former_kloes, toString(successors) + of AS draft_successor, sources
ORDER BY place
