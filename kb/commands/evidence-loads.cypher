// summary: The loads of the evidence register, and what each changed.
// usage: evidence loads
// example: evidence loads
// graph: all
// note: `cqcq evidence load FILE` loads a register; `evidence gaps`, `evidence overdue`, `evidence show`, `evidence pack` and `evidence diff` ask about it.
//
// A row for each load of a register, newest first, and what it changed.

MATCH (l:EvidenceLoad)
WHERE l.day <= $as_of
RETURN l.day AS day, l.register AS register, l.file AS file, l.sheet AS sheet, l.rows AS rows, l.loaded AS loaded, l.warned AS with_warnings,
       l.rejected AS rejected, l.added AS added, l.changed AS changed, l.ended AS ended, l.unchanged AS unchanged
ORDER BY l.day DESC, l.id DESC
