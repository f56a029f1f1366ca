// A sentence a figure, with its denominator.
UNWIND $coverage AS c
WITH c, {IStatement: "an 'I' statement", WeStatement: "a 'We' statement", Regulation: 'a regulation', KLOE: 'a line of enquiry before it',
         EvidenceCategory: 'a category of evidence', Guideline: 'a guideline'}[c.kind] AS speaker
RETURN c.key_question + ', ' + c.framework + ': '
       + CASE WHEN c.not_examined = c.total
              THEN 'nobody has looked for ' + speaker + ' to any of the ' + toString(c.total) + '.'
              ELSE toString(c.covered) + ' of ' + toString(c.total) + ' are covered by ' + speaker
                   + CASE WHEN c.partial > 0 THEN '; ' + toString(c.partial) + ' with low confidence only' ELSE '' END
                   + CASE WHEN c.declared_no_match > 0 THEN '; for ' + toString(c.declared_no_match) + ' somebody looked and found none' ELSE '' END
                   + CASE WHEN c.not_examined > 0 THEN '; ' + toString(c.not_examined) + ' were not examined' ELSE '' END + '.' END AS text
