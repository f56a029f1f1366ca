// summary: The files of CQC's open data that were loaded, with the day and rows of each.
// usage: directory files
// example: directory files
// graph: all
// needs: DirectoryFile
// empty: No file has been loaded. `cqcq directory load FILE…` loads CQC's files; `cqcq --load directory.snapshot` asks them.
// note: Loaded and rejected rows add up to the rows below the header.

MATCH (f:DirectoryFile)
RETURN f.title AS file, f.sheet AS sheet, f.kind AS kind, f.date AS date, f.rows AS rows, f.loaded AS loaded, f.rejected AS rejected, f.warnings AS warnings
ORDER BY f.date, f.id
