import Testing

@testable import Shell

@Suite struct HighlighterTests {
    /// The text with the first letter of each style around what it holds.
    private func marked(_ text: String, cursor: Int? = nil) -> String {
        let bytes = Array(text.utf8)
        var out = ""
        var at = 0
        for span in Highlighter(commands: ["gaps", "show"]).spans(of: text, cursor: cursor) {
            out += String(decoding: bytes[at..<span.start], as: UTF8.self)
            out += "<\(span.style) \(String(decoding: bytes[span.start..<span.end], as: UTF8.self))>"
            at = span.end
        }
        return out + String(decoding: bytes[at...], as: UTF8.self)
    }

    @Test(arguments: [
        ("MATCH (s:A|B&!C)-[r:T]->()", "<keyword MATCH> (s:<name A>|<name B>&!<name C>)-[r:<name T>]->()"),
        ("return {a: b, c: d} as x", "<keyword return> {a: b, c: d} <keyword as> x"),
        ("RETURN size('a'), count(*), $p, 1.5", "<keyword RETURN> <function size>(<string 'a'>), <keyword count>(*), <parameter $p>, <number 1.5>"),
        ("MATCH (n) WHERE n.limit = 1 // end", "<keyword MATCH> (n) <keyword WHERE> n.limit = <number 1> <comment // end>"),
        ("RETURN 'open", "<keyword RETURN> <string 'open>"),
        ("gaps well-led 'x'; RETURN 1", "<command gaps> well-led 'x'; <keyword RETURN> <number 1>"),
        (":format csv", "<command :format> csv"),
        (":graph MATCH (n)", "<command :graph> <keyword MATCH> (n)"),
        ("RETURN 1;\nshow kloes\nRETURN 2", "<keyword RETURN> <number 1>;\n<command show> kloes\n<keyword RETURN> <number 2>"),
    ])
    func styles(_ text: String, _ expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        ("RETURN (1)", 10, "<keyword RETURN> <match (><number 1><match )>"),
        ("RETURN [(1]", 11, "<keyword RETURN> [(<number 1>]"),
        ("RETURN [')', 1]", 7, "<keyword RETURN> <match [><string ')'>, <number 1><match ]>"),
        ("RETURN (1", 8, "<keyword RETURN> (<number 1>"),
    ])
    func brackets(_ text: String, _ cursor: Int, _ expected: String) {
        #expect(marked(text, cursor: cursor) == expected)
    }

    /// Spans are in order, do not overlap and stay inside, whatever is typed.
    @Test func anyTextHasSpans() {
        let pieces = ["MATCH", "(", "'", "é", "/*", "gaps", ":", "{", "`", "//", "\n", ";", "$", "1.", "]", "\"", " "]
        var seed: UInt64 = 7
        func next() -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1
            return Int(seed >> 40)
        }
        for _ in 0..<2000 {
            let text = (0..<12).map { _ in pieces[next() % pieces.count] }.joined()
            var at = 0
            for span in Highlighter(commands: ["gaps"]).spans(of: text, cursor: next() % (text.utf8.count + 1)) {
                #expect(span.start >= at && span.end > span.start && span.end <= text.utf8.count, "\(text)")
                at = span.end
            }
        }
    }
}
