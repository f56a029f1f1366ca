import CypherSyntax
import Diagnostics
import Testing

struct StatementSplitterTests {
    @Test func dividesAtSemicolons() {
        let split = StatementSplitter(SourceText("RETURN 1;\n// two; no\nRETURN ';' /* ; */ AS `;` ; ;\n"))
        #expect(split.statements.map(\.text) == ["RETURN 1", "RETURN ';' /* ; */ AS `;`"])
        #expect(split.statements.map(\.line) == [1, 3])
        #expect(split.statements.map(\.span.start) == [0, 21])
        #expect(split.rest == nil)
        #expect(split.unfinished == nil)
    }

    @Test(arguments: [
        ("RETURN 1", StatementSplitter.Unfinished.statement, "RETURN 1"),
        ("RETURN 1; RETURN 'a;\n", .string, "'a;\n"),
        ("RETURN \"a", .string, "\"a"),
        ("RETURN `a;", .quotedName, "`a;"),
        ("RETURN 1 /* ;", .comment, "RETURN 1"),
    ])
    func tellsWhyItIsUnfinished(_ text: String, _ why: StatementSplitter.Unfinished, _ end: String) {
        let split = StatementSplitter(SourceText(text))
        #expect(split.unfinished == why)
        #expect(split.rest?.text.hasSuffix(end) == true)
    }

    @Test func aCommentAloneIsNoStatement() {
        #expect(StatementSplitter(SourceText("// a\n/* b */")).unfinished == nil)
        #expect(StatementSplitter(SourceText("/* b")).unfinished == .comment)
        #expect(StatementSplitter(SourceText("/* b")).rest == nil)
    }

    @Test func countsLinesOfAnyEnd() {
        let split = StatementSplitter(SourceText("a;\r\nb;\rc;\nd", firstLine: 10))
        #expect(split.statements.map(\.line) == [10, 11, 12])
        #expect(split.rest?.line == 13)
    }

    @Test func faultsPointIntoTheScript() throws {
        let script = SourceText("RETURN 1; RETURN 2;\n  RETRUN 3;", name: "a.cypher")
        let parts = StatementSplitter(script).statements
        #expect(throws: Never.self) { try CypherParser.parse(script, in: parts[1].span) }
        do {
            _ = try CypherParser.parse(script, in: parts[2].span)
            Issue.record("RETRUN is not a clause")
        } catch {
            #expect(DiagnosticRenderer().render(error) == """
                a.cypher:2:3: error: unexpected `RETRUN`, expected MATCH, UNWIND, WITH, RETURN, CREATE or MERGE [UnexpectedSyntax]
                    RETRUN 3;
                    ^^^^^^
                  hint: did you mean RETURN?
                """)
        }
    }
}
