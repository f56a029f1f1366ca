/// Faults of tokenizer and parser: the text is not a sentence of the grammar.
public enum SyntaxFault: Fault {
    /// `found` as written (or `end of input`); `expected` in the grammar's words; `near` likely keywords.
    case unexpectedInput(found: String, expected: [String], near: [String])
    case unterminatedString
    case unterminatedComment
    case unterminatedName
    case invalidEscape(String)
    case invalidCharacter(String)
    case invalidNumber(String)
    case integerOverflow(String)
    case floatOverflow(String)
    case nestedTooDeeply(limit: Int)

    public var code: String {
        switch self {
        case .unexpectedInput: "UnexpectedSyntax"
        case .unterminatedString: "UnterminatedString"
        case .unterminatedComment: "UnterminatedComment"
        case .unterminatedName: "UnterminatedName"
        case .invalidEscape: "InvalidUnicodeLiteral"
        case .invalidCharacter: "InvalidUnicodeCharacter"
        case .invalidNumber: "InvalidNumberLiteral"
        case .integerOverflow: "IntegerOverflow"
        case .floatOverflow: "FloatingPointOverflow"
        case .nestedTooDeeply: "NestedTooDeeply"
        }
    }

    public var category: FaultCategory { .syntaxError }

    public var sentence: String {
        switch self {
        case .unexpectedInput(let found, let expected, _):
            expected.isEmpty
                ? "unexpected \(found)"
                : "unexpected \(found), expected \(Self.oneOf(expected))"
        case .unterminatedString: "this string has no closing quote"
        case .unterminatedComment: "this comment has no closing */"
        case .unterminatedName: "this quoted name has no closing backquote"
        case .invalidEscape(let text): "\(text) is not an escape that a string can hold"
        case .invalidCharacter(let text): "\(text) cannot stand here"
        case .invalidNumber(let text): "\(text) is not a number"
        case .integerOverflow(let text): "\(text) does not fit a 64-bit integer"
        case .floatOverflow(let text): "\(text) does not fit a 64-bit float"
        case .nestedTooDeeply(let limit): "this is nested more than \(limit) levels deep"
        }
    }

    public var hint: String? {
        switch self {
        case .unexpectedInput(_, _, let near): Suggestion.question(near)
        default: nil
        }
    }

    private static func oneOf(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }
}
