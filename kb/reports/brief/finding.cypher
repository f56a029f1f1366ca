// Sentences on 'I' statements in each generation, each with its sources.
CALL {
  // What was said on 28 July 2021: of one key question, or of each.
  MATCH (k:KeyQuestion)
  WHERE any(s IN $statement_rows WHERE s.key_question_id = k.id AND s.requested)
  WITH k, [(k)-[m:HAS_NO_MATCH_IN]->(:MappingSet {name: 'i-kq-2021'}) | m] AS none,
       [(c:Claim)-[:ABOUT]->(:MappingSet {name: 'i-kq-2021'}) WHERE EXISTS { (c)-[:ABOUT]->(k) } | c] AS said,
       [(k)<-[m:SPEAKS_TO {set: 'i-kq-2021'}]-(:IStatement) | m] AS ours
  ORDER BY k.position
  WITH collect({title: k.title, none: size(none) > 0, ours: size(ours)}) AS questions, collect(said[0]) AS said
  WITH questions, said, [q IN questions WHERE q.none | q.title] AS absent, [q IN questions WHERE NOT q.none | q.title] AS mapped
  UNWIND [
    CASE WHEN size(mapped) = 0 THEN null
         ELSE [1, "'I' statements were mapped to " + reduce(text = '', n IN range(0, size(mapped) - 1) |
                    text + CASE WHEN n = 0 THEN '' WHEN n = size(mapped) - 1 THEN ' and ' ELSE ', ' END + mapped[n])
                    + '; which ones is not recorded.'] END,
    CASE WHEN size(absent) = 0 THEN null
         ELSE [0, "No 'I' statement was mapped to " + reduce(text = '', n IN range(0, size(absent) - 1) |
                    text + CASE WHEN n = 0 THEN '' WHEN n = size(absent) - 1 THEN ' and ' ELSE ', ' END + absent[n]) + '.'] END
  ] AS entry
  WITH entry, said
  WHERE entry IS NOT NULL
  RETURN 1 AS place, '28 July 2021, a proposal' AS generation, entry[0] AS number,
         replace(entry[1], '.', '') + ' (' + said[0].said_by + ').' AS text, said[0].source AS sources
  UNION ALL
  MATCH (c:Claim)-[:ABOUT]->(f:Framework {status: 'proposal'})
  WHERE c.kind = 'statement' AND 'I statements' IN c.topics AND c.date <= date('2021-07-28')
  RETURN 1 AS place, '28 July 2021, a proposal' AS generation, 2 AS number, rtrim(split(c.summary + ' ', '. ')[0]) + ' (' + c.said_by + ').' AS text, c.source AS sources
  UNION ALL
  // The quality statements in force, requested and others.
  UNWIND [true, false] AS requested
  WITH requested, [s IN $statement_rows WHERE s.requested = requested] AS rows
  WHERE size(rows) > 0
  WITH requested, rows, [s IN rows WHERE size(s.i) > 0] AS matched, [s IN rows WHERE size(s.i) = 0 AND size(s.no_i) > 0] AS none,
       reduce(names = [], s IN rows | CASE WHEN s.key_question IN names THEN names ELSE names + [s.key_question] END) AS questions
  WITH requested, rows, matched, none, questions,
       reduce(names = [], s IN none | CASE WHEN s.no_i[0].checked IN names THEN names ELSE names + [s.no_i[0].checked] END) AS looks,
       // Of the others the set that holds them is named, and not each page.
       CASE WHEN requested THEN reduce(all_of = [], s IN rows | reduce(these = all_of, m IN s.i + s.no_i | these + [d IN m.source WHERE NOT d IN these]))
            ELSE reduce(all_of = [], s IN rows | reduce(these = all_of, m IN s.i + s.no_i | these + [d IN m.set_source WHERE NOT d IN these])) END AS sources
  WITH requested, rows, matched, none, looks, sources, CASE WHEN size(questions) = 1 THEN questions[0] WHEN requested THEN 'all key questions' ELSE 'the other key questions' END AS of
  RETURN 2 AS place, 'In force since ' + toString(rows[0].since.day) + ' ' + ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
         'September', 'October', 'November', 'December'][rows[0].since.month - 1] + ' ' + toString(rows[0].since.year) + ', the s' + substring(rows[0].framework_title, 1) AS generation,
         CASE WHEN requested THEN 0 ELSE 1 END AS number,
         CASE WHEN size(matched) + size(none) = 0 THEN "'I' statements have not been checked against the " + toString(size(rows)) + ' quality statements of ' + of
              WHEN size(matched) = 0 THEN 'None of the ' + toString(size(rows)) + ' quality statements of ' + of + " has an 'I' statement"
              WHEN size(matched) = size(rows) THEN 'All ' + toString(size(rows)) + ' quality statements of ' + of + " have an 'I' statement"
              ELSE toString(size(matched)) + ' of ' + toString(size(rows)) + ' quality statements of ' + of + " have an 'I' statement" END
         + CASE WHEN size(none) = 0 THEN ''
                ELSE CASE WHEN size(matched) = 0 THEN ' (' ELSE '; ' + toString(size(none)) + ' checked, none found (' END
                     + reduce(text = '', name IN looks | text + CASE WHEN text = '' THEN '' ELSE '; ' END + name + ': '
                              + toString(size([s IN none WHERE s.no_i[0].checked = name]))) + ')' END
         + CASE WHEN size(matched) + size(none) < size(rows) AND size(matched) > 0 THEN '; ' + toString(size(rows) - size(matched) - size(none)) + ' not checked' ELSE '' END + '.' AS text,
         CASE WHEN size(sources) = 0 THEN rows[0].framework_source ELSE sources END AS sources
  UNION ALL
  MATCH (c:Claim)-[:ABOUT]->(f:Framework)
  WHERE any(s IN $statement_rows WHERE s.framework = f.code) AND c.kind = 'statement' AND 'I statements' IN c.topics AND c.date <= $as_of
    AND NOT EXISTS { MATCH (c)-[:ABOUT]->(z:Sector) WHERE $sector IS NULL OR z.id <> $sector }
  RETURN 2 AS place, 'In force since ' + toString(f.valid_from.day) + ' ' + ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
         'September', 'October', 'November', 'December'][f.valid_from.month - 1] + ' ' + toString(f.valid_from.year) + ', the s' + substring(f.title, 1) AS generation,
         2 AS number, rtrim(split(c.summary + ' ', '. ')[0]) + ' (' + c.said_by + ').' AS text, c.source AS sources
  UNION ALL
  // The draft: 'I' statements stand under key questions.
  MATCH (d:Framework {status: 'draft'})
  WHERE coalesce(d.valid_from <= $as_of, true) AND any(l IN $draft_rows WHERE l.framework_id = d.id)
  MATCH (s:MappingSet {complete_for: d.id, relationship: 'SPEAKS_TO'})
  WITH d, collect(s.name) AS sets
  MATCH (k:KeyQuestion)
  WITH d, k, [(k)<-[m:SPEAKS_TO]-(:IStatement) WHERE m.set IN sets AND NOT coalesce(m.negated, false) | m] AS found,
       [(k)-[m:HAS_NO_MATCH_IN]->(s:MappingSet) WHERE s.name IN sets | m] AS none
  ORDER BY k.position
  WITH d, collect({id: k.id, title: k.title, found: size(found), none: none,
                   sources: reduce(found = [], m IN found + none | found + [s IN coalesce(m.source, []) WHERE NOT s IN found])}) AS questions
  WITH d, questions, reduce(n = 0, q IN questions | n + q.found) AS total, [q IN questions WHERE q.id = $key_question][0] AS one
  UNWIND [
    CASE WHEN one IS NULL THEN null
         WHEN one.found = 0 THEN [0, "None of the " + toString(total) + " 'I' statements of the draft stands under " + one.title
                                     + CASE WHEN size(one.none) = 0 THEN '' ELSE ' (' + one.none[0].checked + ')' END + '.', one.sources]
         ELSE [0, toString(one.found) + ' of the ' + toString(total) + " 'I' statements of the draft stand" + CASE one.found WHEN 1 THEN 's' ELSE '' END + ' under ' + one.title + '.', one.sources] END,
    [1, CASE WHEN one IS NULL THEN 'The draft has ' + toString(total) + " 'I' statements: " ELSE "'I' statements under the other key questions: " END
        + reduce(text = '', q IN [x IN questions WHERE one IS NULL OR x.id <> one.id] | text + CASE WHEN text = '' THEN '' ELSE ', ' END + q.title + ' ' + toString(q.found)) + '.',
     reduce(found = [], q IN questions | found + [s IN q.sources WHERE NOT s IN found])]
  ] AS entry
  WITH d, entry
  WHERE entry IS NOT NULL
  RETURN 3 AS place, 'Draft of ' + toString(d.valid_from.day) + ' ' + ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
         'September', 'October', 'November', 'December'][d.valid_from.month - 1] + ' ' + toString(d.valid_from.year) + ' for ' + d.sector AS generation,
         entry[0] AS number, entry[1] AS text, entry[2] AS sources
  UNION ALL
  MATCH (d:Framework {status: 'draft'})
  WHERE any(l IN $draft_rows WHERE l.framework_id = d.id) AND d.note IS NOT NULL
  RETURN 3 AS place, 'Draft of ' + toString(d.valid_from.day) + ' ' + ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
         'September', 'October', 'November', 'December'][d.valid_from.month - 1] + ' ' + toString(d.valid_from.year) + ' for ' + d.sector AS generation,
         2 AS number, split(d.note, '. ')[0] + '.' AS text, d.source AS sources
  UNION ALL
  // Drafts of the sector of which we hold the name only, or none at all.
  OPTIONAL MATCH (z:Sector)
  WHERE z.id = $sector
  OPTIONAL MATCH (d:Framework {status: 'draft'})
  WHERE toLower(z.title) CONTAINS d.sector
  WITH z, d
  WHERE z IS NOT NULL AND size($draft_rows) = 0
  RETURN 3 AS place, 'Draft of 2026' AS generation, 0 AS number,
         CASE WHEN d IS NULL THEN 'We know of no draft for ' + toLower(z.title) + '.' ELSE 'Of the ' + toLower(d.title) + ' we hold the name only.' END AS text,
         coalesce(d.source, z.source, []) AS sources
}
RETURN generation, text, coalesce(sources, []) AS sources, place, number
ORDER BY place, number, text
