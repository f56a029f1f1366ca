/// Reads `Name ::= definition` rules and `/* comments */`.
public struct GrammarReader {
    public struct Fault: Error, CustomStringConvertible {
        public let line: Int
        public let message: String
        public var description: String { "line \(line): \(message)" }
    }

    private let text: [Character]
    private var at = 0

    public static func read(_ text: String) throws -> Grammar {
        var reader = GrammarReader(text: Array(text))
        return try reader.readRules()
    }

    private init(text: [Character]) { self.text = text }

    private mutating func readRules() throws -> Grammar {
        var rules: [Grammar.Rule] = []
        var group = ""
        while true {
            skipSpace()
            while let comment = readComment() {
                group = comment
                skipSpace()
            }
            guard at < text.count else { return Grammar(rules) }
            let start = at
            let name = readName()
            guard !name.isEmpty else { throw fault("no rule begins here") }
            guard acceptDefined() else { throw fault("`::=` is missing after \(name)") }
            let definition = try readChoice()
            var end = at
            while text[end - 1].isWhitespace { end -= 1 }
            rules.append(Grammar.Rule(name: name, definition: definition, group: group, text: String(text[start..<end])))
        }
    }

    // MARK: Definitions

    private mutating func readChoice() throws -> Grammar.Definition {
        var parts = [try readSequence()]
        while accept("|") { parts.append(try readSequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    /// A comment counts as the definition where it stands alone, and ends it where it stands at the line's start.
    private mutating func readSequence() throws -> Grammar.Definition {
        var parts: [Grammar.Definition] = []
        while true {
            skipSpace()
            if at > 0, text[at - 1] != "\n", let comment = readComment() {
                parts.append(.prose(comment))
            } else if let part = try readOperand() {
                parts.append(part)
            } else {
                break
            }
        }
        guard !parts.isEmpty else { throw fault("a definition is missing") }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func readOperand() throws -> Grammar.Definition? {
        guard let first = try readRepeated() else { return nil }
        skipSpace()
        guard peek == "-" else { return first }
        at += 1
        guard let second = try readRepeated() else { throw fault("nothing to leave out") }
        return .difference(first, second)
    }

    private mutating func readRepeated() throws -> Grammar.Definition? {
        guard let item = try readItem() else { return nil }
        switch peek {
        case "?": at += 1; return .optional(item)
        case "*": at += 1; return .zeroOrMore(item)
        case "+": at += 1; return .oneOrMore(item)
        default: return item
        }
    }

    private mutating func readItem() throws -> Grammar.Definition? {
        skipSpace()
        switch peek {
        case "'", "\"":
            let quote = text[at]
            guard let end = text[(at + 1)...].firstIndex(of: quote) else { throw fault("an open quote") }
            defer { at = end + 1 }
            return .literal(String(text[at + 1..<end]))
        case "[": return .characters(try readCharacters())
        case "(":
            at += 1
            let inner = try readChoice()
            guard accept(")") else { throw fault("`)` is missing") }
            return inner
        case let first? where first.isLetter:
            let start = at
            let name = readName()
            // The next rule begins.
            if acceptDefined() {
                at = start
                return nil
            }
            return .rule(name)
        default: return nil
        }
    }

    private mutating func readCharacters() throws -> Grammar.CharacterSet {
        at += 1
        let negated = peek == "^"
        if negated { at += 1 }
        var ranges: [ClosedRange<UInt32>] = []
        while peek != "]" {
            let first = try readCharacter()
            guard peek == "-", at + 1 < text.count, text[at + 1] != "]" else {
                ranges.append(first...first)
                continue
            }
            at += 1
            ranges.append(first...(try readCharacter()))
        }
        at += 1
        return Grammar.CharacterSet(negated: negated, ranges: ranges)
    }

    /// Itself, or `#x` and its number.
    private mutating func readCharacter() throws -> UInt32 {
        guard at < text.count, text[at] != "\n" else { throw fault("an open bracket") }
        if text[at] == "#", at + 1 < text.count, text[at + 1] == "x" {
            let digits = String(text[(at + 2)...].prefix { $0.isHexDigit })
            at += 2 + digits.count
            guard let value = UInt32(digits, radix: 16) else { throw fault("no number after #x") }
            return value
        }
        defer { at += 1 }
        return text[at].unicodeScalars.first!.value
    }

    // MARK: Parts

    private var peek: Character? { at < text.count ? text[at] : nil }
    private var looksAtComment: Bool { peek == "/" && at + 1 < text.count && text[at + 1] == "*" }

    private mutating func skipSpace() {
        while let next = peek, next.isWhitespace { at += 1 }
    }

    private mutating func accept(_ character: Character) -> Bool {
        skipSpace()
        guard peek == character else { return false }
        at += 1
        return true
    }

    private mutating func acceptDefined() -> Bool {
        skipSpace()
        guard text[at...].starts(with: "::=") else { return false }
        at += 3
        return true
    }

    private mutating func readName() -> String {
        let name = text[at...].prefix { $0.isLetter || $0.isNumber }
        at += name.count
        return String(name)
    }

    /// What stands in a comment, on one line.
    private mutating func readComment() -> String? {
        guard looksAtComment else { return nil }
        var end = at + 2
        while end + 1 < text.count, !(text[end] == "*" && text[end + 1] == "/") { end += 1 }
        let comment = String(text[at + 2..<end])
        at = min(end + 2, text.count)
        return comment.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func fault(_ message: String) -> Fault {
        Fault(line: 1 + text[..<min(at, text.count)].count { $0 == "\n" }, message: message)
    }
}
