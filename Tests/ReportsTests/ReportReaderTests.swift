import Diagnostics
import Foundation
import Testing

@testable import Knowledge
@testable import Reports

/// Faults in report.yaml, each with its place.
@Suite struct ReportReaderTests {
    private static let head = "title: T\nsummary: S\n"

    private func faults(_ yaml: String) throws -> [String] {
        let schema = try ReportRun.shipped.get().knowledge.schema
        let files = [("report.yaml", yaml), ("a.cypher", "RETURN 1 AS n")].map { name, text in
            KnowledgeFile(name: "reports/r/\(name)", displayName: name, bytes: Array(text.utf8))
        }
        do {
            _ = try ReportReader.read(files, name: "r", schema: schema)
            return []
        } catch {
            return error.list.map { DiagnosticRenderer().render($0).split(separator: "\n")[0].description }
        }
    }

    @Test func takesTheLeast() throws {
        #expect(try faults(Self.head + "sections:\n  - {name: a, query: a.cypher}\n") == [])
    }

    @Test(arguments: [
        ("sections: []\n", "report.yaml:1:1: error: the report lacks `sections` [MissingKey]"),
        ("sections:\n  - {name: a, query: b.cypher}\n", "report.yaml:4:22: error: there is no reports/r/b.cypher [MissingFile]"),
        ("sections:\n  - {name: a, query: a.cypher, show: pie}\n",
         "report.yaml:4:38: error: `pie` is not a value of `show` [ValueNotAllowed]"),
        ("sections:\n  - {name: a, query: a.cypher, uses: [b]}\n",
         "report.yaml:4:38: error: `b` is not a value of `uses` [ValueNotAllowed]"),
        ("sections:\n  - {name: a, query: a.cypher, partition: {parts: [x], total: y}}\n",
         "report.yaml:4:5: error: a section with a partition lacks `rule` [MissingKey]"),
        ("sections:\n  - {name: a, query: a.cypher, counts: {n: {rows: c, of: []}}}\n",
         "report.yaml:4:51: error: `c` is not a value of `rows` [ValueNotAllowed]"),
        ("sections:\n  - {name: a, query: a.cypher, titel: x}\n",
         "report.yaml:4:32: error: `titel` means nothing in a section [UnknownKey]"),
        ("parameters:\n  x: Thing — a thing\nsections:\n  - {name: a, query: a.cypher}\n",
         "report.yaml:4:6: error: the schema has no label `Thing` [UnknownLabel]"),
    ])
    func refuses(_ yaml: String, _ message: String) throws {
        #expect(try faults(Self.head + yaml) == [message])
    }
}
