import GrammarSupport
import Testing

/// The recogniser on grammars small enough to see that it is right.
struct RecogniserTests {
    /// Every token is one character of the text.
    private func accepts(
        _ rules: String, _ text: String, _ restrictions: Recogniser.Restrictions = .init()
    ) throws -> Bool {
        let recogniser = Recogniser(try GrammarReader.read(rules), restrictions: restrictions) {
            if case .literal = $0 { true } else { false }
        }
        let pieces = text.map { character in
            Recogniser.Piece(recogniser.terminals.indices.filter { recogniser.terminals[$0] == .literal(String(character)) })
        }
        return recogniser.accepts(pieces, as: "S")
    }

    private func expect(_ rules: String, accepts accepted: [String], refuses refused: [String]) throws {
        for text in accepted { #expect(try accepts(rules, text), "\(rules) should accept \(text)") }
        for text in refused { #expect(try !accepts(rules, text), "\(rules) should refuse \(text)") }
    }

    @Test func repeats() throws {
        try expect("S ::= 'a'* 'b'+ 'c'?", accepts: ["b", "aabbc", "bb"], refuses: ["", "a", "ac", "bcc", "ba"])
        try expect("S ::= ( 'a' 'b'? )+", accepts: ["a", "aba", "abab"], refuses: ["", "b", "abb"])
        try expect("S ::= ( 'a'* 'b'* )*", accepts: ["", "abba", "bba"], refuses: ["c"])
    }

    @Test func nests() throws {
        try expect("S ::= '(' S ')' | 'x'", accepts: ["x", "((x))"], refuses: ["(x", "x)", "()", ""])
        try expect("S ::= '(' S ')' S | A\nA ::= 'x'?", accepts: ["", "(())()", "(x)x"], refuses: [")(", "(()"])
    }

    @Test func recursesOnEitherSide() throws {
        try expect("S ::= S '+' S | 'x'", accepts: ["x", "x+x+x"], refuses: ["x+", "+x", "xx"])
        try expect("S ::= S 'a' | 'b'", accepts: ["b", "baa"], refuses: ["a", "bab"])
        try expect("S ::= 'a' S | 'b'", accepts: ["b", "aab"], refuses: ["a", "ba"])
        // Itself, and nothing, any number of times.
        try expect("S ::= S S | A | 'x'\nA ::= S?", accepts: ["", "x", "xxx"], refuses: ["y"])
    }

    @Test func takesWhatNoSinglePassDoes() throws {
        try expect("S ::= 'a' S 'a' | 'b' S 'b' | 'a' | 'b'", accepts: ["abbba", "aabaa"], refuses: ["ab", "abab"])
    }

    @Test func keepsRestrictions() throws {
        var restrictions = Recogniser.Restrictions()
        restrictions.unlessStarts = ["A": "AB"]
        #expect(try accepts("S ::= A 'c' | 'b'\nA ::= 'a' | 'a' 'b'\nAB ::= 'a' 'b'", "ac", restrictions))
        #expect(try !accepts("S ::= A 'c' | 'b'\nA ::= 'a' | 'a' 'b'\nAB ::= 'a' 'b'", "abc", restrictions))
        restrictions = .init()
        restrictions.notBefore = ["A": "C"]
        #expect(try accepts("S ::= A B?\nA ::= 'a'+\nB ::= 'b' | 'c'\nC ::= 'c'", "aab", restrictions))
        #expect(try !accepts("S ::= A B?\nA ::= 'a'+\nB ::= 'b' | 'c'\nC ::= 'c'", "aac", restrictions))
    }
}
