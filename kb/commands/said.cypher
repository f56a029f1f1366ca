// summary: What was said about a subject, in order of the day it was said.
// usage: said TEXT
// example: said quality statements
// example: said scoring
// example: said paused
// parameter text: text — a topic, or words of a title or summary
// detail: value, unit, locator, document_title, url, note
// drop: document, kind, said_by
// nothing: nobody is on record about this; `show claims` lists all that was said, `find` searches everything
//
// A claim is found by its topics, its title or its summary; case, hyphens and plurals make no difference. kind tells a proposal
// from a change and from a statement. Claims stand as they were made, also where other rows contradict them.

CALL cqcq.search($text, 'Claim') YIELD node AS c, found_in
WITH c, found_in
WHERE found_in <> 'note'
MATCH (c)-[:MADE_IN]->(d:Document)
RETURN c.date AS date, c.kind AS kind, c.title AS title, c.summary AS said, c.said_by AS said_by, d.id AS document,
       c.value AS value, c.unit AS unit, c.locator AS locator, d.title AS document_title, d.url AS url, c.note AS note,
       c.source AS sources
ORDER BY date, document, c.id
