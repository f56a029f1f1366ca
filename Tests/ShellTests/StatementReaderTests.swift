import enum CypherSyntax.SyntaxFault
import Diagnostics
import Testing

@testable import Shell

@Suite struct StatementReaderTests {
    private func read(_ lines: String..., commands: Set<String> = ["gaps", "trace"]) -> [Statement] {
        var reader = StatementReader(commands: commands, name: "test")
        return lines.flatMap { reader.read($0) } + [reader.finish()].compactMap { $0 }
    }

    @Test func queriesEndAtTheSemicolon() {
        let statements = read("RETURN 1; RETURN", "2;", "RETURN 3")
        #expect(statements.map(\.text) == ["RETURN 1", "RETURN\n2", "RETURN 3"])
        #expect(statements.allSatisfy { $0.kind == .query })
    }

    @Test func semicolonsInStringsAndCommentsEndNothing() {
        let statements = read("RETURN ';', `;` // ;", "/* ; */ ;")
        #expect(statements.count == 1)
    }

    @Test func commandsEndAtTheLine() {
        let statements = read("gaps well-led", "Trace W3;", "RETURN 1;")
        #expect(statements.map(\.text) == ["gaps well-led", "Trace W3", "RETURN 1"])
        #expect(statements.map(\.kind) == [.command, .command, .query])
    }

    /// `show` is a command, and what Neo4j lists is a query.
    @Test func listingsAreQueries() {
        let statements = read(
            "SHOW INDEXES YIELD name", "RETURN name;", "show W3", "SHOW ALL CONSTRAINTS;", "show functions;", "SHOW RANGE INDEX;", "show me", "SHOW PROCEDURES YIELD *;",
            commands: ["show"])
        #expect(statements.map(\.kind) == [.query, .command, .query, .query, .query, .command, .query])
        #expect(statements[0].text == "SHOW INDEXES YIELD name\nRETURN name")
    }

    @Test func commandsOnOneLine() {
        let statements = read(#"gaps "a;b"; trace W3 // why; ever"#)
        #expect(statements.map(\.text) == [#"gaps "a;b""#, "trace W3"])
    }

    @Test func apostropheOpensNoString() {
        let statements = read("trace what's new; gaps 'tis", "gaps x")
        #expect(statements.map(\.text) == ["trace what's new", "gaps 'tis", "gaps x"])
    }

    @Test func colonCommandsEndAtTheLine() {
        let statements = read(":help gaps", ":format csv; RETURN 1")
        #expect(statements.map(\.kind) == [.colon, .colon, .query])
        #expect(statements.map(\.text) == [":help gaps", ":format csv", "RETURN 1"])
    }

    @Test func unknownWordEndsAtItsLine() {
        let statements = read("gasp well-led", "RETURN 1;")
        #expect(statements.map(\.kind) == [.unknown, .query])
    }

    @Test func misspeltKeywordBeforeAPatternIsAQuery() {
        let statements = read("MTCH (n)", "RETURN n;")
        #expect(statements.map(\.kind) == [.query])
    }

    @Test func commentsAndBlankLinesAreNothing() {
        #expect(read("", "// note", "/* a", "b */", ";;").isEmpty)
        #expect(read("/* a", "b */ RETURN 1;").map(\.text) == ["RETURN 1"])
    }

    @Test func pastedTextHoldsSeveralLines() {
        #expect(read("gaps a\ngaps b\nRETURN 1;").map(\.text) == ["gaps a", "gaps b", "RETURN 1"])
    }

    @Test func placesAreThoseOfTheFile() throws {
        let statements = read("RETURN 1;", "  RETURN 2; RETURN", "  x;")
        let diagnostic = Diagnostic(SyntaxFault.unterminatedString, span: SourceSpan(9, 10))
        let placed = statements[2].placed(diagnostic)
        let rendered = DiagnosticRenderer().render(placed)
        #expect(rendered.hasPrefix("test:3:3: error:"))
        let first = statements[2].placed(Diagnostic(SyntaxFault.unterminatedString, span: SourceSpan(0, 6)))
        #expect(DiagnosticRenderer().render(first).hasPrefix("test:2:13: error:"))
    }

    /// A long statement is not read anew with every line, nor the rest of a line with every statement.
    @Test(arguments: [
        (before: "RETURN [", line: "'https://example.org/;',", after: "1];", count: 1),
        (before: "/*", line: "not; the / end, nor this * /", after: "*/ RETURN 1;", count: 1),
        (before: "RETURN '", line: "; \" // `", after: "';", count: 1),
        (before: "", line: "RETURN 1; /* ; */ RETURN 2;", after: "", count: 200_000),
        (before: "", line: "gaps x; :help;", after: "", count: 200_000),
    ])
    func takesTimeByTheLength(_ text: (before: String, line: String, after: String, count: Int)) {
        let clock = ContinuousClock()
        let start = clock.now
        for joint in ["\n", " "] where joint == "\n" || text.count > 1 {
            var reader = StatementReader(commands: ["gaps"], name: nil)
            let lines = [text.before] + Array(repeating: text.line, count: 100_000) + [text.after]
            let found = lines.joined(separator: joint).split(separator: "\n").reduce(0) { $0 + reader.read(String($1)).count }
            #expect(found == text.count)
        }
        #expect(clock.now - start < .seconds(60))
    }

    @Test func countsLinesThroughStatementsOfSeveral() {
        let statements = read("RETURN", "1; RETURN", "2; RETURN x;", "RETURN y;")
        let places = statements.map { statement in
            DiagnosticRenderer().render(
                statement.placed(Diagnostic(SyntaxFault.unterminatedString, span: SourceSpan(0, 1)))
            ).prefix { $0 != " " }
        }
        #expect(places == ["test:1:1:", "test:2:4:", "test:3:4:", "test:4:1:"])
    }

    @Test func openStringsAndNamesGoOnOverLines() {
        #expect(read("RETURN 'a;", "b', `c;", "d`, $`e;", "f`; RETURN 1;").count == 2)
        #expect(read("RETURN 'a;", "b").count == 1)
    }

    @Test func waitsUntilTheEnd() {
        var reader = StatementReader(commands: [], name: nil)
        #expect(reader.read("MATCH (n)").isEmpty)
        #expect(reader.isWaiting)
        #expect(reader.read("RETURN n;").count == 1)
        #expect(!reader.isWaiting)
        _ = reader.read("MATCH (n)")
        reader.drop()
        #expect(!reader.isWaiting)
        #expect(reader.finish() == nil)
    }
}

extension Statement: Equatable {
    public static func == (a: Statement, b: Statement) -> Bool { a.text == b.text && a.kind == b.kind }
}
