// summary: Candidates for the uncovered statements of a key question, with reasons.
// note: Candidates only: nobody has mapped them, and none is counted as cover. Score: half text, half graph, each 0 to 1; below 0.1 nothing is close. In `terms`, `~` joins related words. See docs/suggestions.md.
// usage: suggest KEY-QUESTION|STATEMENT --from KIND [--limit N] [--theme THEME]
// example: suggest well-led --from IStatement
// example: suggest W3 --from WeStatement --limit 5
// example: suggest well-led --from IStatement --theme Workforce
// parameter target: KeyQuestion|Criterion — a key question, for its uncovered statements, or one statement
// parameter from: Label — the kind of thing to look among: i-statements, we-statements, regulations, kloes, guidelines …
// parameter limit: integer optional — how many for each statement; 3 when left out
// parameter theme: text optional — only those of a theme of Making It Real, such as Workforce
// detail: id, title, framework
// drop: standing, graph, text, about_workforce, shared, terms, rank
// graph: all
// source: The measure is ours: BM25 of titles and summaries, and likeness of neighbourhood in the graph. doc:d2 reports that no 'I' statement was mapped to Well-led.
//
// One row per candidate. Uncovered: no mapping from the kind that CQC lists or another body states, as gaps counts.
// finding says of an uncovered statement whether it is our reading, checked and none found, or not checked.
// A statement named by itself is shown whatever its finding. Drafts, and candidates not in force on the day, are left
// out, but for lines of enquiry, whose subjects go into statements after they ended.
// rank is that among all candidates, of whatever theme. A statement without a candidate of 0.1 or more has a row that says so:
// the table of docs/suggestions.md shows what that threshold keeps and what it drops.

MATCH (s:MappingSet)
WITH collect(CASE WHEN s.status IN ['draft', 'proposal'] OR NOT coalesce(s.sector, 'all') IN ['providers', 'all'] THEN s.name END) AS drafts
MATCH (c:Criterion)-[:ANSWERS]->(k:KeyQuestion)
WHERE c.id = $target
   OR (k.id = $target AND coalesce(c.valid_from <= $as_of, true) AND coalesce(c.valid_to > $as_of, true)
       AND NOT coalesce(c.status IN ['draft', 'proposal'], false))
WITH c, k,
     [(c)-[m]-(x)
      WHERE $from IN labels(x) AND m.set IS NOT NULL AND type(m) <> 'HAS_NO_MATCH_IN'
        AND NOT coalesce(m.negated, false) AND NOT coalesce(m.set IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | {finding: coalesce(m.finding, 'our reading')}] AS maps,
     [(c)-[m:HAS_NO_MATCH_IN]->(x:MappingSet)
      WHERE m.looked_for CONTAINS $from AND NOT coalesce(x.name IN drafts, false)
        AND coalesce(m.valid_from <= $as_of, true) AND coalesce(m.valid_to > $as_of, true)
      | x.id] AS none
WITH c, k,
     coalesce(head([said IN ['listed by CQC', 'stated by others', 'our reading'] WHERE said IN [m IN maps | m.finding]]),
              CASE WHEN size(none) > 0 THEN 'checked, none found' ELSE 'not checked' END) AS finding
WHERE c.id = $target OR NOT finding IN ['listed by CQC', 'stated by others']
CALL cqcq.suggest(c, $from) YIELD candidate AS x, score, text_score, graph_score, terms, shared, standing
WITH c, k, finding, x, score, text_score, graph_score, terms, shared, standing
WHERE NOT coalesce(x.status IN ['draft', 'proposal'], false) AND coalesce(x.valid_from <= $as_of, true)
  AND (coalesce(x.valid_to > $as_of, true) OR 'KLOE' IN labels(x))
WITH c, k, finding, x, score, text_score, graph_score, terms, shared, standing
ORDER BY k.position, c.framework, c.position, score DESC, x.id
WITH c, k, finding,
     collect({node: x, score: score, text: text_score, graph: graph_score, terms: terms, shared: shared, standing: standing}) AS found
WITH c, k, finding, found,
     [place IN range(1, size(found))
      WHERE found[place - 1].score >= 0.1
        AND ($theme IS NULL OR coalesce(toLower((found[place - 1].node).theme) CONTAINS toLower($theme), false))
      | place][..coalesce($limit, 3)] AS near
UNWIND CASE WHEN size(near) = 0 THEN [null] ELSE near END AS rank
WITH c, k, finding, rank, CASE WHEN rank IS NOT NULL THEN found[rank - 1] END AS f
WITH c, k, finding, rank, f, f.node AS x
RETURN c.id AS id, c.code AS code, c.title AS title, c.framework AS framework, finding, rank,
       x.id AS candidate, coalesce(x.title, 'nothing close') AS candidate_title, x.summary AS candidate_summary,
       x.about_workforce AS about_workforce,
       round(f.score * 1000) / 1000 AS score, round(f.text * 1000) / 1000 AS text, round(f.graph * 1000) / 1000 AS graph,
       f.terms AS terms, f.shared AS shared, f.standing AS standing,
       coalesce(c.source, []) + [s IN coalesce(x.source, []) WHERE NOT s IN coalesce(c.source, [])] AS sources
ORDER BY k.position, c.framework, c.position, rank
