// A sentence for each direction, with its denominator, who says so and the first gaps by code.
MATCH (f:Framework), (g:Framework)
WHERE f.id = $framework AND g.id = $against
UNWIND $coverage AS c
WITH c, c.statements - c.gaps AS covered, CASE c.framework WHEN f.code THEN [f, g] ELSE [g, f] END AS side,
     [s IN $statements WHERE s.framework = c.framework] AS own
MATCH (x {id: own[0].id})
WITH c, covered, side, [s IN own WHERE s.gap | coalesce(s.code, s.id)] AS gaps,
     CASE WHEN x:QualityStatement THEN 'quality statement' WHEN x:KLOE AND c.statements = 1 THEN 'line of enquiry' WHEN x:KLOE THEN 'lines of enquiry'
          WHEN x:Regulation THEN 'regulation' ELSE 'statement' END
     + CASE WHEN x:KLOE OR c.statements = 1 THEN '' ELSE 's' END AS kind
RETURN CASE WHEN covered = 0 THEN 'None of the ' WHEN c.gaps = 0 AND covered > 1 THEN 'All ' ELSE toString(covered) + ' of the ' END
       + toString(c.statements) + ' ' + kind + ' of ' + side[0].code + ' (' + side[0].title + ')'
       + CASE WHEN covered < 2 THEN ' is mapped to ' ELSE ' are mapped to ' END + side[1].code
       + CASE WHEN covered = 0 THEN '' ELSE ' (' + reduce(text = '', part IN [p IN [
             CASE WHEN c.listed_by_cqc > 0 THEN toString(c.listed_by_cqc) + ' listed by CQC' END,
             CASE WHEN c.stated_by_others > 0 THEN toString(c.stated_by_others) + ' stated by others' END,
             CASE WHEN c.as_imported > 0 THEN toString(c.as_imported) + ' as imported' END,
             CASE WHEN c.our_reading > 0 THEN toString(c.our_reading) + ' our reading' END] WHERE p IS NOT NULL] |
             text + CASE WHEN text = '' THEN '' ELSE '; ' END + part) + ')' END
       + CASE WHEN c.gaps = 0 OR covered = 0 THEN ''
              ELSE '; ' + toString(c.gaps) + CASE c.gaps WHEN 1 THEN ' has' ELSE ' have' END + ' no mapping ('
                   + reduce(text = '', code IN gaps[0..10] | text + CASE WHEN text = '' THEN '' ELSE ', ' END + code)
                   + CASE WHEN size(gaps) > 10 THEN ' and ' + toString(size(gaps) - 10) + ' more' ELSE '' END + ')' END + '.' AS text
