/// Numbers that the seed determines: SplitMix64.
public struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Makes random sentences of a grammar, token by token.
public struct SentenceGenerator {
    public struct Token: Sendable, Hashable {
        public var text: String
        /// A word of the grammar, which can be written in any case.
        public let isWord: Bool
        public init(_ text: String, isWord: Bool = false) {
            self.text = text
            self.isWord = isWord
        }
    }

    private let grammar: Grammar
    /// Rules that make one token, and texts that a half of these tokens have.
    private let lexical: [String: [String]]
    /// Characters for rules that prose defines.
    private let prose: [String: [Unicode.Scalar]]
    private let matches: (String, Grammar.Definition) -> Bool
    private let heights: [String: Int]
    public var numbers: SeededNumbers
    private var tokens: [Token] = []

    /// How many rules within rules, and how many tokens, until it makes for the end.
    private let depthLimit = 70
    private let tokenLimit = 40

    public init(
        _ grammar: Grammar, seed: UInt64, lexical: [String: [String]], prose: [String: [Unicode.Scalar]],
        matches: @escaping (String, Grammar.Definition) -> Bool
    ) {
        self.grammar = grammar
        self.lexical = lexical
        self.prose = prose
        self.matches = matches
        heights = Self.heights(of: grammar)
        numbers = SeededNumbers(seed: seed)
    }

    public mutating func sentence(of rule: String) -> [Token] {
        tokens = []
        write(.rule(rule), depth: 0)
        return tokens
    }

    // MARK: Tokens

    private mutating func write(_ definition: Grammar.Definition, depth: Int) {
        let hurries = depth > depthLimit || tokens.count > tokenLimit
        switch definition {
        case .literal(let text): tokens.append(Token(text, isWord: text.first!.isLetter))
        case .rule(let name) where lexical[name] != nil: tokens.append(Token(text(of: name)))
        case .rule(let name): write(grammar.definitions[name]!, depth: depth + 1)
        case .sequence(let parts): for part in parts { write(part, depth: depth) }
        case .choice(let parts): write(pick(parts, hurries: hurries), depth: depth)
        case .optional(let part): if !hurries, numbers.chance(40) { write(part, depth: depth) }
        case .zeroOrMore(let part): if !hurries { repeatedly(part, depth: depth) }
        case .oneOrMore(let part):
            write(part, depth: depth)
            if !hurries { repeatedly(part, depth: depth) }
        case .difference(let first, let second):
            let count = tokens.count
            repeat {
                tokens.removeSubrange(count...)
                write(first, depth: depth)
            } while matches(tokens[tokens.count - 1].text, second)
        case .characters, .prose: preconditionFailure("\(definition) makes no token")
        }
    }

    private mutating func repeatedly(_ part: Grammar.Definition, depth: Int) {
        while tokens.count <= tokenLimit, numbers.chance(30) { write(part, depth: depth) }
    }

    private mutating func pick(_ parts: [Grammar.Definition], hurries: Bool) -> Grammar.Definition {
        guard hurries else { return parts.randomElement(using: &numbers)! }
        let least = parts.map { Self.height($0, heights) }.min()!
        return parts.filter { Self.height($0, heights) == least }.randomElement(using: &numbers)!
    }

    // MARK: Characters

    private mutating func text(of rule: String) -> String {
        if let samples = lexical[rule], !samples.isEmpty, numbers.chance(50) { return samples.randomElement(using: &numbers)! }
        return text(.rule(rule))
    }

    private mutating func text(_ definition: Grammar.Definition) -> String {
        switch definition {
        case .literal(let text): return text
        case .characters(let set): return String(Character(character(in: set)))
        case .rule(let name):
            if let characters = prose[name] { return String(Character(characters.randomElement(using: &numbers)!)) }
            return text(grammar.definitions[name]!)
        case .sequence(let parts): return parts.map { text($0) }.joined()
        case .choice(let parts): return text(parts.randomElement(using: &numbers)!)
        case .optional(let part): return numbers.chance(50) ? text(part) : ""
        case .zeroOrMore(let part), .oneOrMore(let part):
            var all = ""
            if case .oneOrMore = definition { all = text(part) }
            while numbers.chance(40) { all += text(part) }
            return all
        case .difference, .prose: preconditionFailure("\(definition) makes no characters")
        }
    }

    private mutating func character(in set: Grammar.CharacterSet) -> Unicode.Scalar {
        if !set.negated {
            return Unicode.Scalar(UInt32.random(in: set.ranges.randomElement(using: &numbers)!, using: &numbers))!
        }
        while true {
            let scalar = "abz09 _`'\"\\/*\n\t;{}éß变😀".unicodeScalars.randomElement(using: &numbers)!
            if set.contains(scalar) { return scalar }
        }
    }

    // MARK: Heights

    /// How many rules within rules each rule takes at least.
    private static func heights(of grammar: Grammar) -> [String: Int] {
        var heights: [String: Int] = [:]
        var changed = true
        while changed {
            changed = false
            for (name, definition) in grammar.definitions {
                let height = min(height(definition, heights), 1_000) + 1
                if height < heights[name, default: 1_000] { (heights[name], changed) = (height, true) }
            }
        }
        return heights
    }

    private static func height(_ definition: Grammar.Definition, _ heights: [String: Int]) -> Int {
        switch definition {
        case .literal, .characters, .prose, .optional, .zeroOrMore: 0
        case .rule(let name): heights[name, default: 1_000]
        case .sequence(let parts): parts.map { height($0, heights) }.max() ?? 0
        case .choice(let parts): parts.map { height($0, heights) }.min() ?? 0
        case .oneOrMore(let part): height(part, heights)
        case .difference(let first, _): height(first, heights)
        }
    }
}
