// summary: Evidence whose review is overdue, and actions past their day.
// usage: evidence overdue [--within DAYS] [--location NAME]
// example: evidence overdue --within 30d
// parameter within: text optional after --within — also what falls due within this number of days: 30d
// parameter location: text optional after --location — only evidence of this location
// detail: id
// graph: all
// nothing: Nothing is overdue in what has been loaded; `evidence loads` lists the loads.
//
// Days late are below zero for what is still to fall due.

MATCH (e:EvidenceItem)
WHERE coalesce(e.valid_from <= $as_of, true) AND coalesce(e.valid_to > $as_of, true)
  AND ($location IS NULL OR toLower(e.location) = toLower($location))
WITH e, $as_of + duration({days: coalesce(toInteger(replace(toLower($within), 'd', '')), 0)}) AS last
OPTIONAL MATCH (e)-[:HAS_ACTION]->(a:EvidenceAction)
WHERE NOT a.is_done AND a.due < last
WITH e, last, a
WITH e, [x IN [{what: 'review', due: CASE WHEN e.review_due < last THEN e.review_due END, owner: e.owner, action: null},
               {what: 'action', due: a.due, owner: coalesce(a.owner, e.owner), action: a.what}] WHERE x.due IS NOT NULL] AS due
UNWIND due AS x
RETURN e.ref AS ref, e.title AS title, x.what AS what, x.action AS action, x.due AS due, duration.inDays(x.due, $as_of).days AS days_late,
       x.owner AS owner, e.location AS location, [(e)-[:EVIDENCE_FOR]->(t) | coalesce(t.code, t.title)] AS evidence_for, e.id AS id
ORDER BY x.due, e.ref, x.what
