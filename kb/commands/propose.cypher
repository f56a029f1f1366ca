// summary: Propose a mapping: try it in this session, or keep it in a workspace.
// usage: propose SUBJECT -> OBJECT PREDICATE REASON
// example: propose I-12 -> W3 relatedMatch "Speaking up is easier where people can see what was recorded about them"
// example: propose "Freedom to speak up" -> staffing broadMatch "Who may speak up is a matter of staffing too" --confidence medium
// parameter subject: Any — what is mapped
// parameter object: Any after -> — what it is mapped to
// parameter predicate: word(exactMatch|closeMatch|broadMatch|narrowMatch|relatedMatch) — how the two are related
// parameter reason: text — why, in a sentence
// parameter confidence: word(high|medium|low) optional — how sure you are; low when left out
// parameter set: MappingSet optional — the mapping set it is meant for; none when left out
// parameter document: Document optional — what it rests on; the workspace when left out
// parameter author: text optional — who says so; the name of the login when left out
// detail: type, author, date, reason, source
// graph: all
// error: problem
// source: The predicates are those of SKOS, the columns those of SSSOM. That a proposal has low confidence until somebody has checked it is our rule.
//
// The type follows from the kinds of the two ends: it is that of the mapping sets from the one to the other.
// A proposal has review_state 'proposed', and holds as long as both its ends do. It is in the graph of this session only,
// and there it counts as any other mapping does: as 'our reading', whatever its confidence.

MATCH (d:MappingSet)
WITH collect(CASE WHEN d.status IN ['draft', 'proposal'] THEN d.name END) AS drafts
MATCH (a {id: $subject}), (b {id: $object})
OPTIONAL MATCH (s:MappingSet)
WHERE any(label IN labels(a) WHERE label IN split(s.from_label, '|'))
  AND any(label IN labels(b) WHERE label IN split(s.to_label, '|'))
WITH a, b, drafts, collect(s) AS sets
OPTIONAL MATCH (named:MappingSet {id: $set})
WITH a, b, drafts, named, [s IN sets WHERE $set IS NULL OR s = named] AS sets,
     size(sets) AS possible
WITH a, b, drafts, named, possible,
     reduce(found = [], s IN sets | CASE WHEN s.relationship IN found THEN found ELSE found + [s.relationship] END) AS types
OPTIONAL MATCH (a)-[m]->(b)
WHERE type(m) = types[0] AND NOT coalesce(m.valid_to <= $as_of, false)
  AND (coalesce(m.set, '') = coalesce(named.name, 'proposed')
       OR NOT coalesce(m.set IN drafts, false))
WITH a, b, named, types, possible, collect(m)[0] AS there
WITH a, b, named, types, possible, there,
     [label IN labels(a) WHERE label <> 'Criterion'][0] AS from, [label IN labels(b) WHERE label <> 'Criterion'][0] AS to
WITH a, b, named, types,
     CASE WHEN possible = 0 AND from = to THEN 'both ends are of one kind, ' + from
          WHEN possible = 0 THEN 'no mapping set goes from ' + from + ' to ' + to
          WHEN size(types) = 0 THEN named.name + ' does not go from ' + from + ' to ' + to
          WHEN size(types) > 1 THEN 'the mapping sets from the one to the other are of different types; say which with --set'
          WHEN there IS NOT NULL
          THEN a.id + ' is already mapped to ' + b.id + ': ' + coalesce(there.predicate, 'no predicate')
               + ', ' + coalesce(there.confidence, 'no confidence') + ', in ' + coalesce(there.set, 'no set') END AS problem
WITH a, b, problem, CASE WHEN problem IS NULL THEN types[0] END AS type,
     CASE WHEN a.valid_to IS NULL OR b.valid_to < a.valid_to THEN b.valid_to ELSE a.valid_to END AS last,
     CASE WHEN a.valid_from IS NULL OR b.valid_from > a.valid_from THEN b.valid_from ELSE a.valid_from END AS first,
     coalesce($confidence, 'low') AS confidence, coalesce(named.name, 'proposed') AS name
WITH a, b, problem, type,
     {set: name, predicate: replace($predicate, 'Match', ''), negated: false, confidence: confidence,
      score: CASE confidence WHEN 'high' THEN 0.9 WHEN 'medium' THEN 0.6 ELSE 0.3 END,
      author: coalesce($author, $user), date: $as_of, known_from: $as_of, comment: $reason,
      source: [coalesce($document, $workspace)], review_state: 'proposed', basis: 'our reading', reviewed: false,
      valid_from: first, valid_to: CASE WHEN coalesce(last > first, true) THEN last END} AS row
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'SPEAKS_TO' CREATE (a)-[m:SPEAKS_TO]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'RESTS_ON' CREATE (a)-[m:RESTS_ON]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'RESTS_ON_PART' CREATE (a)-[m:RESTS_ON_PART]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'BECAME' CREATE (a)-[m:BECAME]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'WOULD_BECOME' CREATE (a)-[m:WOULD_BECOME]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'ASKS_FOR' CREATE (a)-[m:ASKS_FOR]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'APPLIES_TO' CREATE (a)-[m:APPLIES_TO]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'ASSESSED_IN' CREATE (a)-[m:ASSESSED_IN]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'SUITS' CREATE (a)-[m:SUITS]->(b) SET m = row }
CALL (a, b, type, row) { WITH a, b, type, row WHERE type = 'INFORMS' CREATE (a)-[m:INFORMS]->(b) SET m = row }
RETURN a.id AS subject, a.title AS subject_title, row.predicate AS predicate, b.id AS object, b.title AS object_title,
       row.set AS `set`, row.confidence AS confidence, type, row.author AS author, row.date AS date, row.comment AS reason,
       row.source AS source, problem
