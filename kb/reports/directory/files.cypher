MATCH (f:DirectoryFile)
RETURN f.title AS file, coalesce(f.sheet, '') AS sheet, f.kind AS kind, f.date AS date, f.rows AS rows, f.loaded AS loaded, f.rejected AS rejected
ORDER BY f.date, f.id
