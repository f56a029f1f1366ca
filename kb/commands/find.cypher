// summary: Everything with the given words in its code, title, summary or note; case, hyphens and plurals make no difference.
// usage: find TEXT
// example: find end of life
// example: find vaccination
// example: find medication
// parameter text: text — the words to look for
// detail: summary, note, valid_from
// drop: found_in, valid_to, framework, kind
// nothing: nothing has these words; fewer or other words may do, and `show regulations`, `show quality-statements` or `show documents` list a whole kind
// graph: all
//
// Best first: what is in force, regulations and statements before their parts and before documents, titles before summaries.
// found_in is related where a title has a word that the thesaurus relates to one of the words (kb/nodes/Concept.tsv).

CALL cqcq.search($text) YIELD node AS n, found_in, rank
WITH n, found_in, rank
WHERE NOT $historic OR (coalesce(n.valid_from <= $as_of, true) AND coalesce(n.valid_to > $as_of, true))
RETURN [l IN labels(n) WHERE l <> 'Criterion'][0] AS kind, n.id AS id, n.title AS title, n.framework AS framework,
       found_in, n.valid_from AS valid_from, n.valid_to AS valid_to,
       n.summary AS summary, n.note AS note, n.source AS sources
ORDER BY rank
