import CypherSyntax
import GrammarSupport
import Testing

/// The rules for what is one token, and the tokenizer.
struct LexicalTests {
    private let grammar = CypherGrammar.shared

    /// The lexical rules that the tokenizer's kind stands for.
    private func rules(_ kind: Token.Kind) -> Set<String> {
        switch kind {
        case .name, .quotedName: ["Name"]
        case .parameter: ["Parameter"]
        case .integer: ["Integer"]
        case .float: ["Float"]
        case .string: ["String"]
        case .dash, .minus: ["Dash"]
        case .leftArrowHead, .less: ["LeftArrowHead"]
        case .rightArrowHead, .greater: ["RightArrowHead"]
        default: []
        }
    }

    /// A string's escapes are read when its value is needed, so that a token can be none by the rules.
    private func agree(_ text: String) -> Bool {
        let tokens = Tokenizer.tokens(of: text)
        let spelt = Set(CypherGrammar.lexical.filter { grammar.isSpelt(text, as: $0) })
        let found = tokens.count == 2 && tokens[0].span.end == text.utf8.count ? rules(tokens[0].kind) : []
        return spelt == found || spelt.isEmpty && found == ["String"]
    }

    @Test func tokensAreWhatTheRulesMake() {
        var generator = grammar.generator(seed: 3)
        for rule in CypherGrammar.lexical {
            for _ in 0..<200 {
                let text = generator.sentence(of: rule)[0].text
                #expect(agree(text), "\(rule): \(text)")
            }
        }
    }

    @Test func noTokenIsWhatTheRulesDoNotMake() {
        var numbers = SeededNumbers(seed: 4)
        let alphabet = Array("ab01.xXoOeE+-'\"`$_<>\\u é变〉–\n")
        for _ in 0..<5000 {
            let text = String((0..<Int.random(in: 1...6, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers)! })
            // White space around a token is no part of it.
            guard !text.first!.isWhitespace, !text.last!.isWhitespace else { continue }
            #expect(agree(text), "\(text)")
        }
    }

    @Test func wordsOfTheGrammarAreKeywords() {
        let words = Set(grammar.written.rules.filter { !Self.partsOfTokens.contains($0.name) }.flatMap(\.definition.all).compactMap {
            if case .literal(let text) = $0, text.first!.isLetter { text } else { nil }
        })
        #expect(words.isSuperset(of: Self.wordsOfOnePlace))
        #expect(words.subtracting(Self.wordsOfOnePlace) == Set(Keyword.allCases.map(\.word)))
        let reserved = grammar.written.definitions["ReservedWord"]!.all.dropFirst()
        #expect(Set(reserved) == Set(Keyword.allCases.filter(\.isReserved).map { .literal($0.word) }))
    }

    /// Words that mean something in these rules alone, and are not keywords.
    private static let wordsOfOnePlace: Set = [
        "RANGE", "TEXT", "POINT", "BTREE", "LOOKUP", "FULLTEXT", "VECTOR", "SEEK", "SCAN", "JOIN", "CONCURRENT", "OF", "ROWS",
        "ROW", "ERROR", "CONTINUE", "BREAK", "FAIL", "REPORT", "STATUS", "IF", "EACH", "OPTIONS", "KEY", "NODE", "RELATIONSHIP", "REL",
        "LABELS", "TYPE", "FUNCTION", "FUNCTIONS", "PROCEDURE", "PROCEDURES",
    ]

    /// Rules of characters, whose letters are not words, and of types and of LOAD TABLE, whose words mean nothing elsewhere.
    private static let partsOfTokens: Set = CypherGrammar.lexical.reduce(into: ["Escape", "Exponent", "Hex", "TypeName", "SimpleType", "LoadTable"]) { $0.insert($1) }

    @Test func rulesAreThereAndUsed() {
        let rules = Set(grammar.written.rules.map(\.name))
        let named = Set(grammar.written.rules.flatMap(\.definition.all).compactMap {
            if case .rule(let name) = $0 { name } else { nil }
        })
        #expect(named.subtracting(rules).isEmpty)
        #expect(rules.subtracting(named) == ["Script", "Comment"])
        #expect(rules.count == grammar.written.rules.count)
    }
}
