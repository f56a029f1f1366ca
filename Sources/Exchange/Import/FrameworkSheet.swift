public import Diagnostics
import PropertyGraph

/// Makes a framework of the rows of a sheet: a column for the title, and others that it may have.
public enum FrameworkSheet {
    /// Headings, in small letters, by what they mean.
    private static let headings: [String: [String]] = [
        "code": ["code", "id", "ref", "reference", "number"], "title": ["title", "name", "statement", "policy"],
        "summary": ["summary", "description", "text", "notes"], "part_of": ["part of", "part_of", "section", "parent"],
        "covers": ["covers", "mapped to", "mapped_to", "maps to", "quality statements", "quality statement"],
    ]

    /// - Parameter rows: cells by position; empty ones are nothing.
    public static func read(
        header: [String], rows: [(number: Int, cells: [String])], source: SourceText, stem: String
    ) throws(Diagnostics) -> ImportedFramework {
        func column(_ meaning: String) -> Int? {
            let names = header.map { $0.trimmed.lowercased() }
            return headings[meaning]?.lazy.compactMap { names.firstIndex(of: $0) }.first
        }
        guard let title = column("title") else {
            throw Diagnostics(DataFault.missingColumn("title", table: source.name ?? "the sheet"))
        }
        let (code, summary, parent, covers) = (column("code"), column("summary"), column("part_of"), column("covers"))
        var framework = ImportedFramework(code: stem, title: stem)
        var set = ImportedMappings(name: stem + "-mappings", source: source)
        func cell(_ column: Int?, _ cells: [String]) -> String? {
            guard let column, column < cells.count, !cells[column].trimmed.isEmpty else { return nil }
            return cells[column].trimmed
        }
        var sections: [String: Int] = [:]
        for row in rows {
            guard let text = cell(title, row.cells) else {
                set.notes.append(Diagnostic(ImportFault.rowLeftOut(reason: "row \(row.number) has no title"), severity: .warning))
                continue
            }
            var above: Int?
            if let section = cell(parent, row.cells) {
                // By the code of a row above, otherwise a section of its own.
                above = sections[section] ?? framework.statements.firstIndex { $0.code == section }
                if above == nil {
                    framework.statements.append(.init(code: section, title: section))
                    above = framework.statements.count - 1
                }
                sections[section] = above
            }
            let name = cell(code, row.cells) ?? String(framework.statements.count + 1)
            framework.statements.append(.init(code: name, title: text, summary: cell(summary, row.cells), parent: above))
            for id in (cell(covers, row.cells) ?? "").split(whereSeparator: { ",;|\n".contains($0) }) {
                set.mappings.append(ImportedMappings.Mapping(
                    subject: .init(id: "code:" + name, label: text), object: .init(id: id.trimmed, label: nil),
                    properties: ["predicate": .string("related"), "justification": .string("semapv:ManualMappingCuration")]))
            }
        }
        framework.settleCodes()
        set.rowCount = set.mappings.count
        framework.mappings = set.mappings.isEmpty && set.notes.isEmpty ? nil : set
        guard !framework.statements.isEmpty else { throw Diagnostics(ImportFault.nothingToImport(reason: "the sheet has no rows")) }
        return framework
    }
}
