// A sentence for each figure, with its denominator and who says so.
UNWIND $coverage AS c
WITH c, {IStatement: "matched by an 'I' statement", WeStatement: "matched by a Making It Real 'We' statement", Regulation: 'covered by a regulation',
         KLOE: 'traced back to an earlier key line of enquiry (KLOE)', EvidenceCategory: 'tied to an evidence category',
         Guideline: 'matched by a NICE guideline'}[c.kind] AS matched,
     {IStatement: "'I' statements", WeStatement: "Making It Real 'We' statements", Regulation: 'regulations', KLOE: 'earlier key lines of enquiry',
      EvidenceCategory: 'evidence categories', Guideline: 'NICE guidelines'}[c.kind] AS source,
     toString(c.total) + CASE WHEN c.is_statement THEN ' quality statement' ELSE ' line' END + CASE WHEN c.total = 1 THEN '' ELSE 's' END
     + CASE WHEN c.is_statement THEN '' ELSE ' of enquiry' END + ' of ' + c.key_question + ' (' + c.framework + ')' AS of,
     c.listed_by_cqc + c.stated_by_others + c.our_reading AS mapped,
     reduce(text = '', name IN c.checked_by | text + CASE WHEN text = '' THEN '' ELSE '; ' END + name) AS by_whom,
     [k IN $key_question_rows WHERE k.key_question = c.key_question AND c.kind = 'IStatement' AND k.i_statements > 0][0] AS under
RETURN CASE WHEN c.not_checked = c.total THEN toUpper(left(source, 1)) + substring(source, 1) + ' have not yet been checked against any of the ' + of
                   + CASE WHEN under IS NULL THEN '' ELSE '; ' + toString(under.i_statements) + CASE under.i_statements WHEN 1 THEN ' stands' ELSE ' stand' END + " under the key question itself (" + under.finding + ")" END + '.'
              WHEN mapped = 0 THEN 'None of the ' + of + ' is ' + matched + '; '
                   + CASE WHEN c.none_found = c.total THEN '' ELSE toString(c.none_found) + ' ' END + 'checked, none found'
                   + CASE WHEN by_whom = '' THEN '' ELSE ' (' + by_whom + ')' END
                   + CASE WHEN c.not_checked > 0 THEN ', ' + toString(c.not_checked) + ' not checked' ELSE '' END + '.'
              ELSE CASE WHEN mapped = c.total AND mapped > 1 THEN 'All ' ELSE toString(mapped) + ' of the ' END + of + CASE WHEN mapped = 1 THEN ' is ' ELSE ' are ' END + matched + ' ('
                   + reduce(text = '', part IN [p IN [
                       CASE WHEN c.listed_by_cqc > 0 THEN toString(c.listed_by_cqc) + ' listed by CQC'
                            + CASE c.copies WHEN 0 THEN '' WHEN c.listed_by_cqc THEN ', known from a copy of its page' ELSE ', ' + toString(c.copies) + ' of these known from a copy of its page' END END,
                       CASE WHEN c.stated_by_others > 0 THEN toString(c.stated_by_others) + ' stated by others' END,
                       CASE WHEN c.our_reading > 0 THEN toString(c.our_reading) + ' our reading' END] WHERE p IS NOT NULL] |
                       text + CASE WHEN text = '' THEN '' ELSE '; ' END + part) + ')'
                   + CASE WHEN c.none_found > 0 THEN '; ' + toString(c.none_found) + ' checked, none found' + CASE WHEN by_whom = '' THEN '' ELSE ' (' + by_whom + ')' END ELSE '' END
                   + CASE WHEN c.not_checked > 0 THEN '; ' + toString(c.not_checked) + ' not checked' ELSE '' END + '.' END AS text
