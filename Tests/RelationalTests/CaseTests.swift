import Diagnostics
import Foundation
import Interchange
import PropertyGraph
import QueryEngine
import Relational
import Testing

/// Queries over the folder Graph, as SQL or as the reason why not. A file of Cases has blocks separated by `===`, in each `# title`, the query,
/// and for each dialect `--- DIALECT` with what it is said as. `CQCQ_UPDATE=1` writes them anew.
@Suite struct CaseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let graph = folder.appending(path: "Graph").path
    private static let updates = ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil

    struct Block {
        var title: String
        var query: String
        var expected: [(dialect: SQLDialect, text: String)]

        init(_ text: String) throws {
            var parts = text.trimmingCharacters(in: .newlines).components(separatedBy: "\n--- ")
            let head = parts.removeFirst().components(separatedBy: "\n")
            title = head[0]
            query = head.dropFirst().joined(separator: "\n")
            expected = try parts.map { part in
                let name = String(part.prefix { !$0.isWhitespace })
                return (try #require(SQLDialect(rawValue: name)), String(part.dropFirst(name.count + 1)))
            }
        }

        var text: String { "\(title)\n\(query)\n" + expected.map { "--- \($0.dialect.rawValue)\n\($0.text)\n" }.joined() }
    }

    static var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Cases").path)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()
    }

    static func blocks(_ file: String) throws -> [Block] {
        try String(contentsOf: folder.appending(path: "Cases/\(file)"), encoding: .utf8).components(separatedBy: "\n===\n").map(Block.init)
    }

    @Test(arguments: files) func sayWhatIsWritten(file: String) throws {
        var blocks = try Self.blocks(file)
        let schema = try RelationalSchema.read(directory: Self.graph)
        for index in blocks.indices {
            for place in blocks[index].expected.indices {
                let (dialect, expected) = blocks[index].expected[place]
                let made = Self.said(blocks[index].query, schema, dialect)
                if !Self.updates { #expect(made == expected, "\(file): \(blocks[index].title) in \(dialect)") }
                blocks[index].expected[place].text = made
            }
        }
        guard Self.updates else { return }
        try blocks.map(\.text).joined(separator: "===\n").write(to: Self.folder.appending(path: "Cases/\(file)"), atomically: true, encoding: .utf8)
    }

    private static func said(_ query: String, _ schema: RelationalSchema, _ dialect: SQLDialect) -> String {
        do throws(Diagnostics) {
            return SQLWriter(dialect, schema: schema).text(of: try Translator.translate(SourceText(query), parameters: [:], schema: schema, dialect: dialect))
        } catch {
            let fault = error.list[0]
            let bytes = Array(query.utf8)
            let place = fault.span.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) } ?? "?"
            return "error at `\(place)`: \(fault.fault.sentence) [\(fault.fault.code)]"
        }
    }

    /// More columns than a function of PostgreSQL takes arguments.
    @Test(.enabled(if: !AgreementTests.engines.isEmpty, "neither DuckDB nor PostgreSQL is installed"), arguments: AgreementTests.engines)
    func wideRowsAgree(engine: SQLDialect) throws {
        var questions = Questions(engine)
        try questions.open(Self.graph)
        for width in [50, 51, 100, 101, 260] {
            let columns = (0..<width).map { ["p.name AS n\($0)", "p.age + \($0) AS a\($0)", "-p.height * 0 AS h\($0)", "p.lost AS l\($0)"][$0 % 4] }
            questions.add("\(width) columns", "MATCH (p:Person) RETURN \(columns.joined(separator: ", "))", ordered: false)
        }
        let outcome = try questions.compare()
        for failure in outcome.failures { Issue.record(Comment(rawValue: failure)) }
        #expect(questions.questions.count == 5, "\(questions.rejections)")
        #expect(outcome.agreed == questions.questions.count && outcome.filled == outcome.agreed, "\(outcome)")
    }

    /// All that the cases say in SQL gives the same rows as here.
    @Test(.enabled(if: !AgreementTests.engines.isEmpty, "neither DuckDB nor PostgreSQL is installed"), arguments: AgreementTests.engines)
    func casesAgree(engine: SQLDialect) throws {
        var questions = Questions(engine)
        try questions.open(Self.graph)
        for file in Self.files {
            for block in try Self.blocks(file) { questions.add(block.title, block.query, ordered: Questions.isOrdered(block.query)) }
        }
        let outcome = try questions.compare()
        for failure in outcome.failures { Issue.record(Comment(rawValue: failure)) }
        #expect(outcome.agreed == questions.questions.count && outcome.filled > 10)
    }
}
