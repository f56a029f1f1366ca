// summary: What was added to the register, changed or ended between two days.
// usage: evidence diff FROM TO
// example: evidence diff 2026-06-30 2026-07-31
// parameter from: date — the earlier day
// parameter to: date — the later day
// detail: id
// graph: all
//
// An item that was changed more than once in between is one row. An item that came and went in between is none.

MATCH (e:EvidenceItem)
WITH e, coalesce(e.valid_from <= $from, true) AND coalesce(e.valid_to > $from, true) AS before,
     coalesce(e.valid_from <= $to, true) AND coalesce(e.valid_to > $to, true) AS after
WHERE before OR after
WITH e.register AS register, e.ref AS ref, collect(CASE WHEN before THEN e END)[0] AS was, collect(CASE WHEN after THEN e END)[0] AS now
WHERE was IS NULL OR now IS NULL OR was <> now
WITH register, ref, was, now,
     CASE WHEN was IS NULL THEN 'added' WHEN now IS NULL THEN 'ended' ELSE 'changed' END AS change
RETURN change, ref, coalesce(now, was).title AS title,
       CASE WHEN change = 'changed'
            THEN [key IN ['title', 'owner', 'location', 'status', 'date', 'review_due', 'reviewed', 'recorded', 'link', 'gap', 'note']
                  WHERE coalesce(toString(was[key]), '') <> coalesce(toString(now[key]), '')]
                 + CASE WHEN [(was)-[:EVIDENCE_FOR]->(t) | t.id] <> [(now)-[:EVIDENCE_FOR]->(t) | t.id] THEN ['evidence for'] ELSE [] END
                 + CASE WHEN [(was)-[:OF_CATEGORY]->(t) | t.id] <> [(now)-[:OF_CATEGORY]->(t) | t.id] THEN ['category'] ELSE [] END
                 + CASE WHEN [(was)-[:HAS_ACTION]->(a) | [a.what, a.owner, a.due, a.is_done]] <> [(now)-[:HAS_ACTION]->(a) | [a.what, a.owner, a.due, a.is_done]]
                        THEN ['action'] ELSE [] END
            ELSE [] END AS changed_fields,
       [(was)-[:EVIDENCE_FOR]->(t) | coalesce(t.code, t.title)] AS was_for, [(now)-[:EVIDENCE_FOR]->(t) | coalesce(t.code, t.title)] AS now_for,
       was.review_due AS was_due, now.review_due AS now_due, coalesce(now, was).id AS id
ORDER BY change, register, ref
