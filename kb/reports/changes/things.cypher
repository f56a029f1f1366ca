// Without the parts of statements and lines, which are many.
UNWIND range(0, size($rows) - 1) AS number
WITH number, $rows[number] AS r
WHERE r.what = 'things' AND NOT r.kind IN ['Topic', 'Prompt']
RETURN r.change AS change, r.kind AS kind, r.id AS id, r.title AS title, r.day AS day, r.sources AS sources
ORDER BY number
