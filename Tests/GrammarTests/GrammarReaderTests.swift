import GrammarSupport
import Testing

struct GrammarReaderTests {
    private func definition(_ text: String) throws -> Grammar.Definition {
        try GrammarReader.read("Rule ::= " + text).definitions["Rule"]!
    }

    @Test func readsWhatTheNotationHas() throws {
        #expect(try definition("'a' \"b\"") == .sequence([.literal("a"), .literal("b")]))
        #expect(try definition("A | B C") == .choice([.rule("A"), .sequence([.rule("B"), .rule("C")])]))
        #expect(try definition("A? B* C+")
            == .sequence([.optional(.rule("A")), .zeroOrMore(.rule("B")), .oneOrMore(.rule("C"))]))
        #expect(try definition("A - ( B | C )") == .difference(.rule("A"), .choice([.rule("B"), .rule("C")])))
        #expect(try definition("/* said otherwise */") == .prose("said otherwise"))
    }

    @Test func readsCharacters() throws {
        #expect(try definition("[a-z#x41+-]") == .characters(.init(negated: false, ranges: [0x61...0x7A, 0x41...0x41, 0x2B...0x2B, 0x2D...0x2D])))
        #expect(try definition("[^'\\]") == .characters(.init(negated: true, ranges: [0x27...0x27, 0x5C...0x5C])))
        #expect(try definition("[#x2010-#x2015]") == .characters(.init(negated: false, ranges: [0x2010...0x2015])))
    }

    @Test func keepsGroupsAndText() throws {
        let grammar = try GrammarReader.read("/* One,\n   two. */\nA ::= 'a'\n      | B\n\nB ::= 'b'\n/* Three. */\nC ::= 'c'\n")
        #expect(grammar.rules.map(\.name) == ["A", "B", "C"])
        #expect(grammar.rules.map(\.group) == ["One, two.", "One, two.", "Three."])
        #expect(grammar.rules[0].text == "A ::= 'a'\n      | B")
    }

    @Test(arguments: [
        ("A 'a'", 1), ("A ::=", 1), ("A ::= 'a", 1), ("A ::= ( B", 1), ("A ::= 'a'\n|", 2), ("A ::= [a-", 1), ("\n'a'", 2), ("A ::= B -", 1),
    ])
    func namesTheLineOfAFault(_ text: String, _ line: Int) {
        do {
            _ = try GrammarReader.read(text)
            Issue.record("read in spite of its fault: \(text)")
        } catch {
            #expect((error as? GrammarReader.Fault)?.line == line)
        }
    }
}
