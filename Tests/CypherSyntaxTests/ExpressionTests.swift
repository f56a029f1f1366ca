import CypherSyntax
import Diagnostics
import Testing

/// Places and texts, which printing does not show.
struct ExpressionTests {
    @Test func spansIncludeParentheses() throws {
        let source = SourceText("1 + (a.b)")
        let expression = try CypherParser.parseExpression(source)
        guard case .binary(.add, let left, let right) = expression.kind else { Issue.record("no sum"); return }
        #expect(source[expression.span] == "1 + (a.b)")
        #expect(source[left.span] == "1")
        #expect(source[right.span] == "(a.b)")
    }

    @Test func itemsKeepTheirText() throws {
        let statement = try CypherParser.parse(SourceText("RETURN  n . name , ( 1+ 2 ) AS x,count( * ) // end"))
        guard case .return(let result) = statement.query?.first.clauses[0] else { Issue.record("no RETURN"); return }
        #expect(result.body.items.map(\.text) == ["n . name", "( 1+ 2 )", "count( * )"])
    }

    @Test func valuesOfLiterals() throws {
        func kind(_ text: String) throws -> String { "\(try CypherParser.parseExpression(SourceText(text)).kind)" }
        #expect(try kind("-9223372036854775808").contains("integer(\(Int.min))"))
        let escaped = try kind(#"'\u0041\t\U0001F600\uD83D\uDE00'"#)
        #expect(try escaped == kind("\"A\t😀😀\""))
        #expect(try kind("0x1F").contains("integer(31)"))
        #expect(try kind("$`a``b`").contains("parameter(\"a`b\")"))
    }

    @Test func anExpressionAlone() {
        #expect(throws: Diagnostics.self) { try CypherParser.parseExpression(SourceText("1 2")) }
        #expect(throws: Diagnostics.self) { try CypherParser.parseExpression(SourceText("")) }
    }

    @Test func quotesWhatNeedsIt() {
        #expect(Printer.quoted(name: "match") == "match")
        #expect(Printer.quoted(variable: "match") == "`match`")
        #expect(Printer.quoted(name: "a`b") == "`a``b`")
        #expect(Printer.quoted(name: "") == "``")
        #expect(Printer.quoted(string: "it's\n\u{1}\\") == #"'it\'s\n\u0001\\'"#)
    }
}
