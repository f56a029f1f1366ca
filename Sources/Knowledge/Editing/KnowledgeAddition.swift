import Diagnostics
import Interchange
import PropertyGraph

/// Tables, rows and entries of the schema that are added to a folder laid out as kb/, checked in memory with all the rest. `write()` puts
/// them on the disk.
package struct KnowledgeAddition: Sendable {
    /// Rows for a table by their columns; what a row does not name stays empty.
    package struct Rows: Sendable {
        /// `nodes/Document.tsv`
        package var name: String
        /// Of a new table: the lines above its rows, its header last. nil where the table has to be there.
        package var head: [String]?
        package var rows: [[String: String]]

        package init(_ name: String, head: [String]?, rows: [[String: String]]) {
            self.name = name
            self.head = head
            self.rows = rows
        }
    }

    /// What `cqcq check` would find that it does not find without the addition; notes aside.
    package let findings: [Diagnostic]
    private let edits: [(path: String, before: [UInt8]?, after: [UInt8])]

    /// Whether nothing but warnings stands against it.
    package var isAllowed: Bool { !findings.contains { $0.severity == .error } }

    /// Throws where a file cannot be read, or a table lacks a column.
    /// - Parameter entries: lines for sections of schema.yaml (`prefixes`, `mapping_sets`), indented as they stand there.
    package init(
        _ tables: [Rows], entries: [(section: String, lines: [String])], directory: String, today: CalendarDate
    ) throws(Diagnostics) {
        var faults = FaultList(limit: .max)
        let before = KnowledgeFile.files(in: directory, faults: &faults)
        var files = before
        guard let schema = files.firstIndex(where: { $0.name == "schema.yaml" }) else { throw Diagnostics(DataFault.missingFile(path: directory + "/schema.yaml")) }
        files[schema].bytes = Self.adding(entries, to: files[schema].bytes)
        for table in tables { try Self.add(table, to: &files, directory: directory) }
        edits = files.compactMap { file in
            let old = before.first { $0.name == file.name }?.bytes
            return old == file.bytes ? nil : (file.displayName, old, file.bytes)
        }
        let old = KnowledgeCheck(before, faults: faults, today: today, limit: .max)
        let new = KnowledgeCheck(files, faults: faults, today: today, limit: .max)
        findings = RowInsertion.difference(new.findings, old.findings).filter { $0.severity != .note }
    }

    /// All the files or, but for a loss of power between two of them, none.
    package func write() throws(Diagnostics) {
        for edit in edits {
            if let before = edit.before {
                if try FileReader.bytes(of: edit.path) != before { throw Diagnostics(DataFault.unwritableFile(path: edit.path, reason: "it was changed meanwhile")) }
            } else if FileReader.isRegularFile(edit.path) {
                throw Diagnostics(DataFault.unwritableFile(path: edit.path, reason: "it is there already"))
            }
        }
        for (index, edit) in edits.enumerated() {
            do throws(Diagnostics) {
                if edit.before == nil { try FileWriter.save(edit.after, to: edit.path) } else { try FileWriter.replace(edit.path, with: edit.after) }
            } catch {
                for done in edits[..<index] {
                    if let before = done.before { try? FileWriter.replace(done.path, with: before) } else { FileWriter.remove(done.path) }
                }
                throw error
            }
        }
    }

    /// Entries come first in their section, so that all other lines stay as they are.
    private static func adding(_ entries: [(section: String, lines: [String])], to bytes: [UInt8]) -> [UInt8] {
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for entry in entries where !entry.lines.isEmpty {
            if let index = lines.firstIndex(where: { $0 == entry.section + ":" || $0.hasPrefix(entry.section + ": #") || $0 == entry.section + ":\r" }) {
                lines.insert(contentsOf: entry.lines, at: index + 1)
            } else {
                lines += [entry.section + ":"] + entry.lines + [""]
            }
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func add(_ table: Rows, to files: inout [KnowledgeFile], directory: String) throws(Diagnostics) {
        let base = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        let index: Int
        if let known = files.firstIndex(where: { $0.name == table.name }) { index = known } else {
            guard let head = table.head else { throw Diagnostics(DataFault.missingFile(path: base + "/" + table.name)) }
            files.append(KnowledgeFile(name: table.name, displayName: base + "/" + table.name, bytes: Array((head.joined(separator: "\n") + "\n").utf8)))
            index = files.count - 1
        }
        let file = files[index]
        var ignored: [Diagnostic] = []
        let text = try DelimitedReader.read(file.bytes, name: file.displayName, delimiter: .tab, dropsPadding: true, faults: &ignored)
        let writer = DelimitedWriter(delimiter: "\t")
        for row in table.rows {
            if let column = row.keys.sorted().first(where: { !text.header.contains($0) }) {
                throw Diagnostics(DataFault.unknownColumn(column, table: file.displayName, near: Suggestion.nearest(to: column, in: text.header)))
            }
        }
        let isCRLF = file.bytes.firstIndex(of: 0x0A).map { $0 > 0 && file.bytes[$0 - 1] == 0x0D } ?? false
        let end: [UInt8] = isCRLF ? [0x0D, 0x0A] : [0x0A]
        if file.bytes.last != 0x0A { files[index].bytes += end }
        for row in table.rows { files[index].bytes += Array(writer.line(text.header.map { row[$0] ?? "" }).utf8) + end }
    }
}
