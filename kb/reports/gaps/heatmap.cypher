// share shades the place; where nothing was examined it has none.
UNWIND $coverage AS c
RETURN {IStatement: "'I' statement", WeStatement: "'We' statement", KLOE: 'line of enquiry', EvidenceCategory: 'evidence category',
        Regulation: 'regulation', Guideline: 'NICE guideline'}[c.kind] + ' · ' + c.framework AS kind, c.key_question AS key_question, c.coverage AS covered,
       CASE WHEN c.not_examined = c.total THEN null ELSE 1.0 * c.covered / c.total END AS share, c.framework AS framework, c.kind AS speaker
