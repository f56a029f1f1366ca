// What is missing, doubtful or read in a copy only, and who published what it rests on.
CALL {
  // Doubts about what was proposed for this key question.
  MATCH (c:Claim {kind: 'proposal'})-[:ABOUT]->(k:KeyQuestion)
  WHERE any(s IN $statement_rows WHERE s.key_question_id = k.id AND s.requested) AND 'I statements' IN c.topics AND c.note IS NOT NULL AND c.date <= $as_of
  WITH DISTINCT c
  RETURN 1 AS place, c.title + ': ' + toLower(left(c.note, 1)) + substring(c.note, 1) AS unknown, c.source AS sources, [] AS who
  UNION ALL
  MATCH (s:MappingSet {name: 'i-kq-2021'})
  RETURN 2 AS place, s.missing AS unknown, s.source AS sources, [] AS who
  UNION ALL
  MATCH (s:MappingSet)
  WHERE s.relationship = 'SPEAKS_TO' AND s.missing IS NOT NULL AND EXISTS { MATCH (y:Sector {kind: 'public bodies'}) WHERE y.id = $sector AND toLower(y.title) = s.sector }
  MATCH (f:Framework)
  WHERE f.code = $statement_rows[0].framework
  RETURN 2 AS place, s.missing AS unknown, s.source AS sources, [f.publisher] AS who
  UNION ALL
  // Statements that nobody has compared with Making It Real.
  WITH [s IN $statement_rows WHERE s.requested AND size(s.we) = 0] AS open, size([s IN $statement_rows WHERE s.requested]) AS total
  WHERE size(open) > 0
  MATCH (f:Framework {code: 'MIR'})
  RETURN 3 AS place, "Which Making It Real 'We' statements match " + toString(size(open)) + ' of ' + toString(total) + ' statements'
         + CASE WHEN size(open) > 8 THEN '' ELSE ' (' + reduce(text = '', s IN open | text + CASE WHEN text = '' THEN '' ELSE ', ' END + s.code) + ')' END + '; nobody has checked.' AS unknown,
         f.source[0..1] AS sources, [f.publisher] AS who
  UNION ALL
  // Findings that rest on a copy of a page.
  WITH [s IN $statement_rows WHERE s.requested AND any(n IN s.no_i WHERE n.checked CONTAINS 'copy')] AS copied
  WHERE size(copied) > 0
  MATCH (f:Framework)
  WHERE f.code = copied[0].framework
  RETURN 4 AS place, "Whether CQC's own page" + CASE size(copied) WHEN 1 THEN '' ELSE 's' END + ' of ' + reduce(text = '', s IN copied | text + CASE WHEN text = '' THEN '' ELSE ', ' END + s.code)
         + CASE size(copied) WHEN 1 THEN ' shows' ELSE ' show' END + " an 'I' statement; we have seen copies only." AS unknown,
         reduce(found = [], m IN reduce(list = [], s IN copied | list + s.no_i) | found + [d IN m.source WHERE NOT d IN found]) AS sources, [f.publisher] AS who
  UNION ALL
  WITH [s IN $statement_rows WHERE s.requested AND any(r IN s.regulations WHERE r.basis = 'copy of an official page')] AS copied, size([s IN $statement_rows WHERE s.requested]) AS total
  WHERE size(copied) > 0
  MATCH (f:Framework)
  WHERE f.code = copied[0].framework
  RETURN 5 AS place, "Whether CQC's list of regulations is as in the copy that we have, on which " + CASE WHEN size(copied) = total THEN 'all ' ELSE toString(size(copied)) + ' of ' END
         + toString(total) + ' statements rest.' AS unknown,
         reduce(found = [], m IN reduce(list = [], s IN copied | list + [r IN s.regulations WHERE r.basis = 'copy of an official page']) | found + [d IN m.source WHERE NOT d IN found]) AS sources,
         [f.publisher] AS who
  UNION ALL
  // Two claims that cannot both be right.
  MATCH (a:Claim)-[:CONFLICTS_WITH]->(b:Claim)
  MATCH (a)-[:ABOUT]->(d:Framework {status: 'draft'})
  WHERE a.date <= $as_of AND any(l IN $draft_rows WHERE l.framework_id = d.id)
  RETURN 6 AS place, 'Which is right: ' + toLower(left(b.title, 1)) + substring(b.title, 1) + ' (' + b.said_by + '), or ' + toLower(left(a.title, 1)) + substring(a.title, 1) + ' (' + a.said_by + ').' AS unknown,
         a.source + b.source AS sources, [d.publisher] AS who
  UNION ALL
  // What the draft has not settled.
  MATCH (d:Framework {status: 'draft'})
  WHERE any(l IN $draft_rows WHERE l.framework_id = d.id)
  OPTIONAL MATCH (other:Framework {status: 'draft', completeness: 'name only'})
  WHERE $sector IS NULL
  WITH d, count(other) AS others, collect(other.source) AS lists
  RETURN 7 AS place, 'What the final version will say' + CASE others WHEN 0 THEN '' ELSE ', and what the other ' + toString(others) + ' drafts say, whose lines of enquiry were not found' END + '.' AS unknown,
         reduce(found = d.source[0..1], list IN lists | found + [x IN list WHERE NOT x IN found]) AS sources, [d.publisher] AS who
}
OPTIONAL MATCH (o:Document)
WHERE o.id IN sources AND size(who) = 0 AND o.basis <> 'our reading'
WITH place, unknown, sources, who, o
ORDER BY o.publisher
WITH place, unknown, sources, who, collect(DISTINCT o.publisher) AS publishers
WITH place, unknown, sources, who + publishers AS who
RETURN unknown, reduce(text = '', p IN who | text + CASE WHEN text = '' THEN '' ELSE '; ' END + p) AS who_could_tell_us, sources, place
ORDER BY place, unknown
