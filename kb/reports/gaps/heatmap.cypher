// share shades the cell; where nothing was checked it has none.
UNWIND $coverage AS c
WITH c
// Of one key question the chart of the coverage says the same.
WHERE $key_question IS NULL
RETURN {IStatement: "'I' statement", WeStatement: "'We' statement (MIR)", KLOE: 'earlier KLOE', EvidenceCategory: 'evidence category',
        Regulation: 'regulation', Guideline: 'NICE guideline'}[c.kind] + ' · ' + c.framework AS kind, c.key_question AS key_question, c.share AS listed,
       CASE WHEN c.not_checked = c.total THEN null ELSE 1.0 * c.listed_by_cqc / c.total END AS share, c.framework AS framework, c.kind AS speaker
