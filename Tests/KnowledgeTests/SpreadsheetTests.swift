import Diagnostics
import Foundation
import Knowledge
import QueryEngine
import PropertyGraph
import Testing

/// Tables that a spreadsheet opened and saved again hold the same rows.
@Suite struct SpreadsheetTests {
    /// What spreadsheets do to a table of tab-separated text.
    enum Saving: String, CaseIterable, Sendable {
        case carriageReturns, byteOrderMark, quotesWhereNeeded, quotesAround, padding, emptyRows, noLastLineEnd, all

        func callAsFunction(_ text: String) -> String {
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
            let width = lines.first { !$0.hasPrefix("#") }?.split(separator: "\t", omittingEmptySubsequences: false).count ?? 1
            func does(_ saving: Saving) -> Bool { self == saving || self == .all }
            if does(.quotesWhereNeeded) {
                // The head's lines are cells too.
                lines = lines.map { line in
                    line.hasPrefix("#") && line.contains("\"") ? "\"" + line.replacing("\"", with: "\"\"") + "\"" : line
                }
            }
            if does(.quotesAround) {
                lines = lines.map { line in
                    if line.hasPrefix("\"#") { return line }
                    return line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
                        cell.isEmpty || cell.hasPrefix("\"")
                            ? String(cell) : "\"" + cell.replacing("\"", with: "\"\"") + "\""
                    }.joined(separator: "\t")
                }
            }
            if does(.padding) {
                lines = lines.map { line in
                    let isHead = line.hasPrefix("#") || line.hasPrefix("\"#")
                    return line + String(repeating: "\t", count: isHead ? width + 1 : 2)
                }
            }
            if does(.emptyRows) { lines += [String(repeating: "\t", count: width - 1), "\t\t", ""] }
            let end = does(.carriageReturns) ? "\r\n" : "\n"
            return (does(.byteOrderMark) ? "\u{FEFF}" : "") + lines.joined(separator: end) + (does(.noLastLineEnd) ? "" : end)
        }
    }

    /// Every node and relationship, with all their properties.
    static func dump(_ folder: String) throws -> [String] {
        let graph = try KnowledgeBase.load(directory: folder).graph()
        return try ["MATCH (n) RETURN n", "MATCH (a)-[r]->(b) RETURN a.id, type(r), properties(r), b.id"].flatMap { query in
            let cursor = try Engine(graph: graph).prepare(SourceText(query), parameters: []).run(parameters: [:])
            var lines: [String] = []
            while let batch = try cursor.next() {
                lines += batch.map { row in row.map { graph.text(of: $0) }.joined(separator: " ") }
            }
            return lines
        }
    }

    static let before = Result { try dump(Shipped.folder) }

    /// All of kb/, saved so. Spreadsheets also write TRUE for true.
    static func saved(_ saving: Saving) throws -> [String: Data] {
        let root = URL(filePath: Shipped.folder)
        var files: [String: Data] = [:]
        for folder in ["", "nodes/", "mappings/"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path()) {
                let url = root.appending(path: folder + name)
                guard var text = try? String(contentsOf: url, encoding: .utf8) else { continue }
                if name.hasSuffix(".tsv") {
                    if saving == .all { text = text.replacing("\ttrue\t", with: "\tTRUE\t").replacing("\tfalse\t", with: "\tFALSE\t") }
                    text = saving(text)
                }
                files[folder + name] = Data(text.utf8)
            }
        }
        return files
    }

    @Test(arguments: Saving.allCases)
    func rowsStay(saving: Saving) throws {
        let before = try Self.before.get()
        #expect(before.count > 1000)
        let said = try KnowledgeCase.inFolder(try Self.saved(saving)) { folder in
            do {
                return try Self.dump(folder) == before ? "the same" : "other rows"
            } catch let error as Diagnostics {
                return DiagnosticRenderer().render(error)
            }
        }
        #expect(said == "the same")
    }

    /// Places are those of the file, also below and inside a head that was quoted.
    @Test func faultsKeepTheirPlaces() throws {
        let table = "\"# label: \"\"Nothing\"\"\"\t\t\r\nid\ttitle\tconfidence\t\r\ndoc:a\t\"A page\"\tsure\t\r\n"
        let item = try #require(CheckTests.cases.first { $0.name == "clean" })
        let places = try ["\"# label: \"\"Nothing\"\"\"", "# label: Document"].map { head in
            var files = item.files
            files["nodes/Document.tsv"] = Data(table.replacing("\"# label: \"\"Nothing\"\"\"", with: head).utf8)
            return try KnowledgeCase.inFolder(files) { folder in
                CheckTests.check(folder).findings.filter { $0.source?.name?.hasSuffix("Document.tsv") == true }
                    .map { finding in
                        let place = finding.source!.position(of: finding.span!.start)
                        return "\(place.line):\(place.column) \(finding.fault.code)"
                    }.joined(separator: ", ")
            }
        }
        #expect(places == ["1:11 UnknownLabel", "1:1 SpreadsheetForm, 3:16 ValueNotAllowed"])
    }
}
