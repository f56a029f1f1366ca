MATCH (e:EvidenceItem)
WHERE coalesce(e.valid_from <= $as_of, true) AND coalesce(e.valid_to > $as_of, true)
  AND ($key_question IS NULL OR EXISTS {
        MATCH (e)-[:EVIDENCE_FOR]->(t) WHERE t.id = $key_question OR EXISTS { MATCH (t)-[:ANSWERS]->(k:KeyQuestion) WHERE k.id = $key_question } })
WITH e, $as_of + duration('P30D') AS last
OPTIONAL MATCH (e)-[:HAS_ACTION]->(a:EvidenceAction) WHERE NOT a.is_done AND a.due <= last
WITH e, [x IN [{what: 'review', due: CASE WHEN e.review_due <= last THEN e.review_due END, owner: e.owner, action: null},
               {what: 'action', due: a.due, owner: coalesce(a.owner, e.owner), action: a.what}] WHERE x.due IS NOT NULL] AS due
UNWIND due AS x
RETURN e.ref AS ref, e.title AS title, x.what AS what, x.action AS action, x.due AS due, duration.inDays(x.due, $as_of).days AS days_late,
       x.owner AS owner, e.location AS location
ORDER BY x.due, e.ref, x.what
