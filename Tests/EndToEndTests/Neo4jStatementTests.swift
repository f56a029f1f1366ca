import Foundation
import Testing

/// The table of statements of Neo4j's scripts in docs/language.md against the program: what is noted, what runs, what is refused and how.
@Suite struct Neo4jStatementTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var statement: String
        var here: String
        var testDescription: String { statement }
    }

    static let rows: [Row] = {
        let text = DocExamplesTests.text(of: "docs/language.md")
        guard let section = text.split(separator: "\n## ").first(where: { $0.hasPrefix("Scripts written for Neo4j") }) else { return [] }
        return section.matches(of: #/\n\| `(.+)` \| (noted|runs|refused.*)(.*) \|/#).map {
            Row(statement: String($0.1).replacing("\\|", with: "|"), here: String($0.2) + $0.3)
        }
    }()

    @Test func thereAreRows() { #expect(Self.rows.count > 12) }

    @Test(arguments: rows) func isWhatTheProgramDoes(_ row: Row) throws {
        let folder = try TemporaryFolder()
        try "1\n2\n".write(to: folder.url.appending(path: "a.csv"), atomically: true, encoding: .utf8)
        try "id\n".write(to: folder.url.appending(path: "nodes_Nothing.csv"), atomically: true, encoding: .utf8)
        let run = try Executable.run(["--load", folder.url.path, "--allow-files", folder.url.path, "-c", row.statement])
        let notes = run.errors.split(separator: "\n").filter { $0.hasPrefix("-c:") }
        let verdict = row.here.prefix { $0.isLetter }
        switch verdict {
        case "noted": #expect(run.status == 0 && notes.contains { $0.contains(": note: ") }, "\(run.errors)")
        case "runs": #expect(run.status == 0 && !notes.contains { $0.contains(": note: ") || $0.contains(": error: ") }, "\(run.errors)")
        default:
            let code = row.here.split(separator: " ").last ?? ""
            #expect(row.here.hasPrefix("refused: ") && run.status != 0 && notes.contains { $0.hasSuffix("[\(code)]") }, "\(run.errors)")
        }
    }
}
