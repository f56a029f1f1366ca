import Diagnostics
import Interchange
import PropertyGraph

/// Rows worked into their tables, in memory, and checked there with all the rest. `write()` puts them on the disk.
package struct RowInsertion: Sendable {
    package struct Row: Sendable {
        /// The file it goes into.
        package let path: String
        /// From 1.
        package fileprivate(set) var lineNumber = 0
        /// As it will stand, without its line end.
        package let line: String
        /// Where it begins in the text of the file, and how far that is from where its bytes begin.
        fileprivate var start: Int
        fileprivate let headLength: Int

        fileprivate var span: SourceSpan { SourceSpan(start, start + line.utf8.count) }
    }

    /// In the order of the drafts.
    package let rows: [Row]
    /// Rows that say that nothing was found, taken out since a draft says otherwise.
    package let withdrawn: [(path: String, lineNumber: Int, line: String)]
    /// What `cqcq check` would find that it does not find without the rows; notes only of the rows themselves.
    package let findings: [Diagnostic]
    private let edits: [(path: String, before: [UInt8], after: [UInt8])]

    /// Whether nothing but warnings and notes stand against it.
    package var isAllowed: Bool { !findings.contains { $0.severity == .error } }

    /// Rows may speak of those before them. Throws what leaves no row to look at: a set, label or column that there is
    /// not, a schema that cannot be read. O(drafts × all rows): the knowledge base is read anew for each.
    /// - Parameter withdrawsNoMatch: take out rows that say that nothing was found for what a draft maps.
    package init(
        _ drafts: [RowDraft], directory: String, today: CalendarDate, withdrawsNoMatch: Bool = false
    ) throws(Diagnostics) {
        var faults = FaultList(limit: .max)
        let before = KnowledgeFile.files(in: directory, faults: &faults)
        var files = before
        var rows: [Row] = []
        for draft in drafts {
            let reader = KnowledgeReader.reading(files, faults: faults)
            if reader.schema.labels.isEmpty { try reader.faults.check() }
            let sizes = files.map(\.bytes.count)
            let row = try Self.insert(draft, into: &files, reader, today: today)
            let growth = zip(files, sizes).reduce(0) { $0 + $1.0.bytes.count - $1.1 }
            for index in rows.indices where rows[index].path == row.path && rows[index].start >= row.start {
                rows[index].start += growth
            }
            rows.append(row)
        }
        withdrawn = withdrawsNoMatch ? Self.withdraw(from: &files, &rows, before, faults, today) : []
        let changed = files.indices.filter { files[$0].bytes != before[$0].bytes }
        edits = changed.map { (files[$0].displayName, before[$0].bytes, files[$0].bytes) }
        for index in rows.indices {
            let file = files[changed.first { files[$0].displayName == rows[index].path }!]
            rows[index].lineNumber = SourceText(String(decoding: file.bytes, as: UTF8.self))
                .position(of: rows[index].start + rows[index].headLength).line
        }
        self.rows = rows
        let old = KnowledgeCheck(before, faults: faults, today: today, limit: .max)
        let new = KnowledgeCheck(files, faults: faults, today: today, limit: .max)
        findings = Self.difference(new.findings, old.findings).filter { finding in
            finding.severity != .note
                || rows.contains { row in
                    finding.source?.name == row.path
                        && finding.span.map { $0.start >= row.span.start && $0.end <= row.span.end } ?? false
                }
        }
    }

    /// All the files or, but for a loss of power between two of them, none. Throws `DataFault.unwritableFile`, also where
    /// somebody changed a file meanwhile.
    package func write() throws(Diagnostics) {
        for edit in edits where try FileReader.bytes(of: edit.path) != edit.before {
            throw Diagnostics(DataFault.unwritableFile(path: edit.path, reason: "it was changed meanwhile"))
        }
        for (index, edit) in edits.enumerated() {
            do throws(Diagnostics) {
                try FileWriter.replace(edit.path, with: edit.after)
            } catch {
                for done in edits[..<index] { try? FileWriter.replace(done.path, with: done.before) }
                throw error
            }
        }
    }

    private static func insert(
        _ draft: RowDraft, into files: inout [KnowledgeFile], _ reader: KnowledgeReader, today: CalendarDate
    ) throws(Diagnostics) -> Row {
        let index = try file(of: draft, in: files, reader.schema)
        let file = files[index]
        var ignored: [Diagnostic] = []
        let table = try DelimitedReader.read(
            file.bytes, name: file.displayName, delimiter: .tab, dropsPadding: true, faults: &ignored)
        let cells = try cells(of: draft, in: table, reader, today: today)
        let place = RowPlace(draft, table: table, reader: reader).row(for: cells)
        let edit = TableEdit(table, bytes: file.bytes)
        let line = DelimitedWriter(delimiter: "\t").line(cells)
        files[index].bytes = edit.inserting(line, beforeRow: place)
        return Row(path: file.displayName, line: line, start: edit.offset(ofRow: place), headLength: edit.headLength)
    }

    // MARK: Withdrawing

    private static func withdraw(
        from files: inout [KnowledgeFile], _ rows: inout [Row], _ before: [KnowledgeFile], _ faults: FaultList, _ today: CalendarDate
    ) -> [(path: String, lineNumber: Int, line: String)] {
        func contradicted(_ files: [KnowledgeFile]) -> [Diagnostic] {
            let survey = KnowledgeSurvey(KnowledgeReader.reading(files, faults: faults), today: today)
            return Rule.matchAndNoMatch.find!(survey).map { Diagnostic($0.fault, span: $0.span, source: $0.source) }
        }
        var withdrawn: [(path: String, lineNumber: Int, line: String)] = []
        // From the end, so that the places of the others stay.
        let found = difference(contradicted(files), contradicted(before)).sorted { ($0.span?.start ?? 0) > ($1.span?.start ?? 0) }
        for finding in found {
            guard let path = finding.source?.name, let index = files.firstIndex(where: { $0.displayName == path }) else { continue }
            var ignored: [Diagnostic] = []
            guard let place = finding.span?.start,
                let table = try? DelimitedReader.read(
                    files[index].bytes, name: path, delimiter: .tab, dropsPadding: true, faults: &ignored),
                let removed = TableEdit(table, bytes: files[index].bytes).removing(rowAt: place)
            else { continue }
            files[index].bytes = removed.bytes
            for row in rows.indices where rows[row].path == path && rows[row].start > removed.start {
                rows[row].start -= removed.line.utf8.count
            }
            let line = String(removed.line.prefix { !$0.isNewline })
            let old = before.first { $0.displayName == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
            let number = old.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix(line) } ?? 0
            withdrawn.append((path, number + 1, line))
        }
        return withdrawn.reversed()
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
    static func difference(_ new: [Diagnostic], _ old: [Diagnostic]) -> [Diagnostic] {
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
