/// A grammar in the W3C's EBNF as a value: rules in the order of the file.
public struct Grammar: Sendable {
    public struct Rule: Sendable {
        public let name: String
        public let definition: Definition
        /// The comment under which it stands.
        public let group: String
        /// As written, lines and all.
        public let text: String
    }

    public indirect enum Definition: Hashable, Sendable {
        /// Words in capitals stand for themselves in any case.
        case literal(String)
        case characters(CharacterSet)
        case rule(String)
        case sequence([Definition])
        case choice([Definition])
        case optional(Definition)
        /// Any number of times; at least once.
        case zeroOrMore(Definition)
        case oneOrMore(Definition)
        /// The first, unless it is the second as well.
        case difference(Definition, Definition)
        /// What a comment defines, and only it.
        case prose(String)
    }

    /// `[a-z#x2010]` or `[^…]`.
    public struct CharacterSet: Hashable, Sendable {
        public let negated: Bool
        public let ranges: [ClosedRange<UInt32>]

        public init(negated: Bool, ranges: [ClosedRange<UInt32>]) {
            self.negated = negated
            self.ranges = ranges
        }

        public func contains(_ scalar: Unicode.Scalar) -> Bool {
            ranges.contains { $0.contains(scalar.value) } != negated
        }
    }

    public private(set) var rules: [Rule]
    public private(set) var definitions: [String: Definition]

    public init(_ rules: [Rule]) {
        self.rules = rules
        definitions = Dictionary(rules.map { ($0.name, $0.definition) }) { first, _ in first }
    }

    /// Replaces the rule of that name, or adds it.
    public mutating func define(_ name: String, as definition: Definition) {
        definitions[name] = definition
        let rule = Rule(name: name, definition: definition, group: "", text: "")
        if let index = rules.firstIndex(where: { $0.name == name }) { rules[index] = rule } else { rules.append(rule) }
    }
}

extension Grammar.Definition {
    /// Itself with every reference to a rule renamed.
    public func renamingRules(_ rename: (String) -> String) -> Self {
        switch self {
        case .rule(let name): .rule(rename(name))
        case .literal, .characters, .prose: self
        case .sequence(let parts): .sequence(parts.map { $0.renamingRules(rename) })
        case .choice(let parts): .choice(parts.map { $0.renamingRules(rename) })
        case .optional(let part): .optional(part.renamingRules(rename))
        case .zeroOrMore(let part): .zeroOrMore(part.renamingRules(rename))
        case .oneOrMore(let part): .oneOrMore(part.renamingRules(rename))
        case .difference(let first, let second): .difference(first.renamingRules(rename), second.renamingRules(rename))
        }
    }

    /// Every definition in it, itself first.
    public var all: [Self] {
        switch self {
        case .rule, .literal, .characters, .prose: [self]
        case .sequence(let parts), .choice(let parts): [self] + parts.flatMap(\.all)
        case .optional(let part), .zeroOrMore(let part), .oneOrMore(let part): [self] + part.all
        case .difference(let first, let second): [self] + first.all + second.all
        }
    }
}
