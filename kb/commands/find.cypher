// summary: Everything whose code, title or summary holds a text; case does not count.
// usage: find TEXT
// example: find end of life
// example: find vaccination
// parameter text: text — the words to look for, as they stand together
// detail: summary, note

MATCH (n)
WHERE n.id IS NOT NULL
WITH n, CASE WHEN toLower(n.id) = toLower($text) OR toLower(n.code) = toLower($text) THEN 'code'
             WHEN toLower(n.title) CONTAINS toLower($text) THEN 'title'
             WHEN toLower(n.summary) CONTAINS toLower($text) THEN 'summary'
             WHEN toLower(n.note) CONTAINS toLower($text) THEN 'note' END AS found_in
WHERE found_in IS NOT NULL
RETURN [l IN labels(n) WHERE l <> 'Criterion'][0] AS kind, n.id AS id, n.title AS title, n.framework AS framework,
       found_in, n.valid_from AS valid_from, n.valid_to AS valid_to,
       n.summary AS summary, n.note AS note, n.source AS sources
ORDER BY CASE found_in WHEN 'code' THEN 1 WHEN 'title' THEN 2 WHEN 'summary' THEN 3 ELSE 4 END,
         kind, n.framework, n.position, n.id
