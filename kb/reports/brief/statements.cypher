// Codes of what is mapped to each statement of one key question.
UNWIND CASE WHEN $key_question IS NULL THEN [] ELSE range(0, size($statement_rows) - 1) END AS number
WITH number, $statement_rows[number] AS s
WHERE s.requested
WITH number, s,
     [of IN ['RA-2014', 'REG-2009'] |
      reduce(text = '', r IN [n IN range(0, 40) | [x IN s.regulations WHERE x.of = of AND x.position = n][0]] |
             text + CASE WHEN r IS NULL THEN '' ELSE CASE WHEN text = '' THEN '' ELSE ', ' END + CASE WHEN r.strength = 'considered' THEN '(' + r.code + ')' ELSE r.code END END)] AS law,
     reduce(ofs = [], x IN s.kloes | CASE WHEN x.of IN ofs THEN ofs ELSE ofs + [x.of] END) AS frameworks,
     reduce(found = [], list IN [m IN s.i + s.we + s.no_i + s.regulations + s.kloes + s.successors + s.no_successor | m.source] |
            found + [d IN list WHERE NOT d IN found]) AS sources
RETURN s.code + ' ' + s.title AS statement,
       CASE WHEN size(s.regulations) = 0 THEN 'none listed' ELSE law[0] END + CASE WHEN law[1] = '' THEN '' ELSE '; 2009: ' + law[1] END AS regulations,
       CASE WHEN size(s.i) > 0 THEN reduce(text = '', m IN s.i | text + CASE WHEN text = '' THEN '' ELSE ', ' END + m.code)
            WHEN size(s.no_i) > 0 THEN 'none' ELSE 'not checked' END AS i_statements,
       CASE WHEN size(s.we) = 0 THEN 'not checked' ELSE reduce(text = '', m IN s.we | text + CASE WHEN text = '' THEN '' ELSE ', ' END + m.code) END AS we_statements_mir,
       CASE WHEN size(s.kloes) = 0 THEN 'none'
            ELSE reduce(text = '', f IN ['ASC-2017', 'HC-2018'] | text + CASE WHEN NOT f IN frameworks THEN '' ELSE CASE WHEN text = '' THEN '' ELSE '; ' END + f + ' '
                        + reduce(codes = '', x IN [n IN range(0, 60) | [y IN s.kloes WHERE y.of = f AND y.position = n][0]] |
                                 codes + CASE WHEN x IS NULL THEN '' ELSE CASE WHEN codes = '' THEN '' ELSE ', ' END + x.code END) END) END AS former_kloes,
       CASE WHEN size(s.successors) > 0
            THEN reduce(text = '', m IN [x IN s.successors WHERE x.predicate <> 'related'] + [x IN s.successors WHERE x.predicate = 'related'] |
                        text + CASE WHEN text = '' THEN '' ELSE ', ' END + CASE WHEN m.predicate = 'related' THEN '(' + m.code + ')' ELSE m.code + ' ' + m.title END)
            WHEN size(s.no_successor) > 0 THEN 'none' WHEN size($draft_rows) = 0 THEN null ELSE 'not checked' END AS draft_successor, sources
ORDER BY number
