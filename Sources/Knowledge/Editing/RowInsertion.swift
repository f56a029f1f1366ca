public import Diagnostics
import Interchange
public import PropertyGraph

/// A row worked into its table, in memory, and checked there with all the rest. `write()` puts it on the disk.
public struct RowInsertion: Sendable {
    /// The file it goes into.
    public let path: String
    /// From 1.
    public let lineNumber: Int
    /// As it will stand, without its line end.
    public let line: String
    /// What `cqcq check` would find that it does not find without the row; notes only of the row itself.
    public let findings: [Diagnostic]
    private let before: [UInt8]
    private let after: [UInt8]

    /// Whether nothing but warnings and notes stand against it.
    public var isAllowed: Bool { !findings.contains { $0.severity == .error } }

    /// Throws what leaves no row to look at: a set, label or column that there is not, a schema that cannot be read.
    /// O(all rows): the knowledge base is checked without the row and with it.
    public init(_ draft: RowDraft, directory: String, today: CalendarDate) throws(Diagnostics) {
        var faults = FaultList(limit: .max)
        var files = KnowledgeFile.files(in: directory, faults: &faults)
        let reader = KnowledgeReader.reading(files, faults: faults)
        if reader.schema.labels.isEmpty { try reader.faults.check() }
        let index = try Self.file(of: draft, in: files, reader.schema)
        let file = files[index]
        var ignored: [Diagnostic] = []
        let table = try DelimitedReader.read(
            file.bytes, name: file.displayName, delimiter: .tab, dropsPadding: true, faults: &ignored)
        let cells = try Self.cells(of: draft, in: table, reader, today: today)
        let row = RowPlace(draft, table: table, reader: reader).row(for: cells)

        let edit = TableEdit(table, bytes: file.bytes)
        line = DelimitedWriter(delimiter: "\t").line(cells)
        after = edit.inserting(line, beforeRow: row)
        before = file.bytes
        path = file.displayName
        let start = edit.offset(ofRow: row)

        let old = KnowledgeCheck(files, faults: faults, today: today, limit: .max)
        files[index].bytes = after
        let new = KnowledgeCheck(files, faults: faults, today: today, limit: .max)
        let span = SourceSpan(start, start + line.utf8.count)
        findings = Self.difference(new.findings, old.findings).filter { finding in
            let isInRow = finding.span.map { $0.start >= span.start && $0.end <= span.end } ?? false
            return finding.severity != .note || finding.source?.name == file.displayName && isInRow
        }
        lineNumber = SourceText(String(decoding: after, as: UTF8.self)).position(of: start + edit.headLength).line
    }

    /// Throws `DataFault.unwritableFile`, also where somebody changed the file meanwhile.
    public func write() throws(Diagnostics) {
        guard try FileReader.bytes(of: path) == before else {
            throw Diagnostics(DataFault.unwritableFile(path: path, reason: "it was changed meanwhile"))
        }
        try FileWriter.replace(path, with: after)
    }

    // MARK: Making the row

    private static func file(of draft: RowDraft, in files: [KnowledgeFile], _ schema: Schema) throws(Diagnostics) -> Int {
        switch draft.table {
        case .mappings(let set):
            if let index = files.firstIndex(where: { $0.folder == "mappings" && $0.stem == set }) { return index }
            throw Diagnostics(
                schema.mappingSets[set] == nil
                    ? DataFault.unknownMappingSet(set, near: Suggestion.nearest(to: set, in: schema.mappingSets.keys))
                    : DataFault.missingFile(path: "mappings/\(set).sssom.tsv"))
        case .nodes(let label):
            if let index = files.firstIndex(where: { $0.folder == "nodes" && $0.stem == label }) { return index }
            guard let known = schema.labels[label] else {
                throw Diagnostics(DataFault.unknownLabel(label, near: Suggestion.nearest(to: label, in: schema.labels.keys)))
            }
            throw Diagnostics(
                known.isAbstract || known.isGenerated ? DataFault.abstractLabel(label) : .missingFile(path: "nodes/\(label).tsv"))
        }
    }

    private static func cells(
        of draft: RowDraft, in table: DelimitedText, _ reader: KnowledgeReader, today: CalendarDate
    ) throws(Diagnostics) -> [String] {
        var given: [String: String] = [:]
        for cell in draft.cells {
            guard let name = [cell.column, "ext_" + cell.column].first(where: table.header.contains) else {
                throw Diagnostics(
                    DataFault.unknownColumn(
                        cell.column, table: table.source.name ?? "the table",
                        near: Suggestion.nearest(to: cell.column, in: table.header)))
            }
            given[name] = draft.inFull(column: name, cell.text)
        }
        let standard = draft.standardCells(reader, given: given, today: today)
        return table.header.map { given[$0] ?? standard[$0] ?? "" }
    }

    /// Findings of one run that the other does not have; lines move, so places do not count.
    private static func difference(_ new: [Diagnostic], _ old: [Diagnostic]) -> [Diagnostic] {
        func key(_ finding: Diagnostic) -> [String] {
            [finding.fault.code, finding.source?.name ?? "", finding.fault.sentence]
        }
        var known = old.reduce(into: [[String]: Int]()) { $0[key($1), default: 0] += 1 }
        return new.filter { finding in
            guard let count = known[key(finding)], count > 0 else { return true }
            known[key(finding)] = count - 1
            return false
        }
    }
}
