import CypherSyntax
import Diagnostics
import Foundation
import GrammarSupport

/// grammar/cqcq.ebnf as something that accepts and refuses, and all that its rules leave to prose.
struct CypherGrammar {
    // swift-format-ignore: NeverUseForceTry
    static let shared = try! CypherGrammar()

    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Rules whose sentences are one token each. What stands in them is read character by character.
    static let lexical = [
        "Name", "Parameter", "Integer", "Float", "String", "Dash", "LeftArrowHead", "RightArrowHead",
    ]

    /// The rules from Expression down to what stands in parentheses: in these a pattern can stand if, and only if,
    /// one can where the expression does. To write each twice would say so, and make the grammar hard to read.
    static let operatorRules: Set = [
        "Expression", "XorExpression", "AndExpression", "NotExpression", "Comparison", "Predicate", "Sum", "Product",
        "Power", "Signed", "Postfix", "Atom", "Parenthesised",
    ]

    /// Where no condition stands, a pattern can be an operand of these and nothing else.
    static let logicalRules = """
        Expression      ::= XorExpression | OrOperand ( 'OR' OrOperand )+
        OrOperand       ::= XorExpression | PatternOperand
        XorExpression   ::= AndExpression | XorOperand ( 'XOR' XorOperand )+
        XorOperand      ::= AndExpression | PatternOperand
        AndExpression   ::= NotExpression | AndOperand ( 'AND' AndOperand )+
        AndOperand      ::= NotExpression | PatternOperand
        NotExpression   ::= 'NOT'* Comparison | 'NOT'+ PatternOperand
        PatternOperand  ::= PatternPredicate | '(' PatternOperand ')'
        """

    /// What takes bars outside brackets, and what is left of it without.
    static let endedByBars = ["LabelNames": "BarredLabelNames", "IsLabels": "BarredIsLabels", "ValueType": "SimpleType"]

    /// Where two rules could stand the first listed does; these tell after how much of the text it is settled.
    static let settling = """
        PatternStart ::= NodePattern
                         ( '('
                         | LeftArrowHead? Dash
                           ( Dash NodeStart
                           | '[' ( ']' Dash | ':' | '*' | 'WHERE' | IsTypes | Name ( ':' | 'WHERE' | IsTypes ) )
                           | RelationshipDetail Dash NodeStart ) )
        NodeStart    ::= RightArrowHead PathQuantifier? '(' | PathQuantifier? NodePattern
        QuantifierStart ::= 'ALL' '(' Variable 'IN'
        SingleIn     ::= '[' Variable 'IN' Expression ']'
        ShortestStart ::= ( 'SHORTESTPATH' | 'ALLSHORTESTPATHS' ) '(' '('
        IsPredicate  ::= 'IS' ( 'NULL' | 'NOT' | 'TYPED' | 'LABELED' )
        ArrowStart   ::= LeftArrowHead | Dash
        BarredLabelNames ::= LabelConjunction | Name ( ':' Name )+
        BarredIsLabels   ::= 'IS' BarredLabelNames
        """

    /// What the text alone shows and no rule says; the grammar's comments do.
    static func isBeyondRules(_ fault: SyntaxFault) -> Bool {
        switch fault {
        // Every UNION of a query must be like the first: two copies of the rules would say so.
        case .mixedUnions: true
        // A range of numbers takes a rule for each digit.
        case .integerOverflow, .floatOverflow: true
        // A surrogate must be one of a pair, and only in this order.
        case .invalidEscape: true
        // Which ways of writing go together, and numbers that would ask for nothing.
        case .mixedLabels, .labelsOfInsert, .invalidQuantifier, .lengthAndQuantifier, .invalidPathCount, .unboundedWalk: true
        case .invalidFieldTerminator, .invalidHeaderRow: true
        // A set of parts in any order takes a rule for each order.
        case .repeatedPart: true
        // One variable and what is to be the same again.
        case .otherVariable: true
        // Every context-free grammar of brackets nests without end.
        case .nestedTooDeeply: true
        default: false
        }
    }

    /// As the file has it.
    let written: Grammar
    /// With the rules for conditions and for what is settled early.
    let grammar: Grammar
    private let recogniser: Recogniser
    private let characters: Recogniser
    private var known = Known()

    private final class Known: @unchecked Sendable {
        var pieces: [String: Recogniser.Piece] = [:]
        let lock = NSLock()
    }

    init() throws {
        written = try GrammarReader.read(
            String(contentsOf: Self.root.appending(path: "grammar/cqcq.ebnf"), encoding: .utf8))
        var grammar = written
        for name in Self.operatorRules {
            grammar.define("Conditional" + name, as: written.definitions[name]!.renamingRules {
                Self.operatorRules.contains($0) ? "Conditional" + $0 : $0
            })
        }
        grammar.define("Condition", as: .rule("ConditionalExpression"))
        // What a bar ends, down to where brackets open.
        for rule in try GrammarReader.read(Self.logicalRules).rules { grammar.define(rule.name, as: rule.definition) }
        let barred = Self.operatorRules.union(["OrOperand", "XorOperand", "AndOperand"]).subtracting(["Atom", "Parenthesised"])
        for prefix in ["", "Conditional"] {
            for name in barred where grammar.definitions[prefix + name] != nil {
                grammar.define("Barred" + prefix + name, as: grammar.definitions[prefix + name]!.renamingRules {
                    if $0.hasPrefix(prefix), barred.contains(String($0.dropFirst(prefix.count))) { return "Barred" + $0 }
                    return Self.endedByBars[$0] ?? $0
                })
            }
        }
        grammar.define("BarredCondition", as: .rule("BarredConditionalExpression"))
        guard case .choice(let atoms) = written.definitions["Atom"]! else { preconditionFailure("Atom is a choice") }
        grammar.define("Atom", as: .choice(atoms.filter { $0 != .rule("PatternPredicate") }))
        for rule in try GrammarReader.read(Self.settling).rules { grammar.define(rule.name, as: rule.definition) }
        self.grammar = grammar

        var restrictions = Recogniser.Restrictions()
        restrictions.unlessStarts = [
            "Parenthesised": "PatternStart", "ConditionalParenthesised": "PatternStart",
            "IsLabels": "IsPredicate", "BarredIsLabels": "IsPredicate", "IsTypes": "IsPredicate",
            "List": "SingleIn", "FunctionCall": "ShortestStart", "AllOf": "QuantifierStart",
        ]
        restrictions.notBefore = ["RelationshipsPattern": "ArrowStart"]
        recogniser = Recogniser(grammar, restrictions: restrictions) {
            switch $0 {
            case .literal, .characters, .difference, .prose: true
            case .rule(let name): Self.lexical.contains(name)
            default: false
            }
        }
        var spelt = written
        for rule in written.rules { spelt.define(rule.name, as: Self.spelt(rule.definition)) }
        characters = Recogniser(spelt) {
            switch $0 {
            case .literal, .characters, .difference, .prose: true
            case .rule(let name): Self.prose[name] != nil
            default: false
            }
        }
    }

    // MARK: Tokens

    /// The grammar has a sentence of these tokens. Comments are none.
    func accepts(_ tokens: [String], as rule: String = "Statement") -> Bool {
        recogniser.accepts(tokens.map(piece), as: rule)
    }

    func accepts(_ text: String) -> Bool { accepts(Self.tokens(of: text)) }

    /// The texts of the tokens, without comments and the end.
    static func tokens(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        return Tokenizer.tokens(of: text).filter { $0.kind != .comment && $0.kind != .end }.map {
            String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self)
        }
    }

    private func piece(_ token: String) -> Recogniser.Piece {
        if let piece = known.lock.withLock({ known.pieces[token] }) { return piece }
        let piece = Recogniser.Piece(recogniser.terminals.indices.filter { matches(token, recogniser.terminals[$0]) })
        known.lock.withLock { known.pieces[token] = piece }
        return piece
    }

    /// The token is what the definition says that one token can be.
    func matches(_ token: String, _ definition: Grammar.Definition) -> Bool {
        switch definition {
        case .literal(let literal): literal == (literal.first!.isLetter ? Self.capitals(token) : token)
        case .rule(let name) where Self.lexical.contains(name): isSpelt(token, as: name)
        case .rule(let name): matches(token, grammar.definitions[name]!)
        case .choice(let parts): parts.contains { matches(token, $0) }
        case .difference(let first, let second): matches(token, first) && !matches(token, second)
        default: false
        }
    }

    private static func capitals(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
    }

    // MARK: Characters

    /// What the file's prose says of these rules' characters.
    static let prose: [String: @Sendable (Unicode.Scalar) -> Bool] = [
        "NameStart": { $0.properties.isIDStart || $0.properties.generalCategory == .connectorPunctuation },
        "NamePart": { $0.properties.isIDContinue || $0.properties.generalCategory == .currencySymbol },
    ]

    /// The rule has this sentence, character by character.
    func isSpelt(_ text: String, as rule: String) -> Bool {
        characters.accepts(text.unicodeScalars.map { scalar in
            Recogniser.Piece(characters.terminals.indices.filter {
                switch characters.terminals[$0] {
                case .literal(let literal): literal.unicodeScalars.first == scalar
                case .characters(let set): set.contains(scalar)
                case .rule(let name): Self.prose[name]!(scalar)
                default: false
                }
            })
        }, as: rule)
    }

    /// Literals letter by letter.
    private static func spelt(_ definition: Grammar.Definition) -> Grammar.Definition {
        switch definition {
        case .literal(let text): .sequence(text.map { .literal(String($0)) })
        case .rule, .characters, .prose, .difference: definition
        case .sequence(let parts): .sequence(parts.map(spelt))
        case .choice(let parts): .choice(parts.map(spelt))
        case .optional(let part): .optional(spelt(part))
        case .zeroOrMore(let part): .zeroOrMore(spelt(part))
        case .oneOrMore(let part): .oneOrMore(spelt(part))
        }
    }

    // MARK: Sentences

    func generator(seed: UInt64) -> SentenceGenerator {
        var lexical = Dictionary(uniqueKeysWithValues: Self.lexical.map { ($0, [String]()) })
        lexical["Name"] = ["a", "b", "n", "x", "list", "Label"] + Keyword.allCases.filter { !$0.isReserved }.map(\.rawValue)
            + ["match", "`a b`", "`where`"]
        lexical["String"] = ["'a'", "\"b c\"", "''"]
        lexical["Integer"] = ["0", "1", "42", "0xFF"]
        lexical["Dash"] = ["-"]
        lexical["LeftArrowHead"] = ["<"]
        lexical["RightArrowHead"] = [">"]
        // The same throughout a command.
        var grammar = grammar
        grammar.define("SchemaVariable", as: .literal("n"))
        return SentenceGenerator(
            grammar, seed: seed, lexical: lexical,
            prose: ["NameStart": Array("abcxyzABC_éßλя变‿".unicodeScalars), "NamePart": Array("abXY019_é变$€".unicodeScalars)],
            matches: matches)
    }
}
