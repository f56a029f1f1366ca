import Diagnostics

/// Faults of tokenizer and parser: the text is not a sentence of the grammar.
package enum SyntaxFault: Fault {
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
    /// A word that the grammar keeps, where a variable stands.
    case reservedWord(String)
    /// The query ends in that clause.
    case missingReturn(after: String)
    case clauseAfterReturn(String)
    /// A writing clause in `EXISTS { … }` or another subquery that only reads.
    case writingInSubquery(String, String)
    /// Reading after writing without a WITH between.
    case withNeeded(after: String, before: String)
    case mixedUnions
    /// Lengths of a path that are not written `*n..m`.
    case invalidLength
    /// A pattern where a value stands.
    case patternOutsideCondition
    /// `:A:B` beside `&`, `|` or `!`.
    case mixedLabels
    /// `:A:B` in INSERT.
    case labelsOfInsert
    case invalidQuantifier
    case lengthAndQuantifier
    case invalidPathCount
    /// A length without bound in a WALK.
    case unboundedWalk
    case shortestPathNeedsOneRelationship
    /// Of LOAD CSV.
    case invalidFieldTerminator
    /// Another variable than that of the pattern of an index or a constraint.
    case otherVariable(String)
    /// A part of IN TRANSACTIONS that stands there already.
    case repeatedPart(String)
    /// HEADER ROW of LOAD TABLE counts from 1.
    case invalidHeaderRow
    /// A word where CAST or `::` wants a type.
    case unknownType(String, near: [String])

    package var code: String {
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
        case .missingReturn, .clauseAfterReturn, .writingInSubquery, .withNeeded, .mixedUnions: "InvalidClauseComposition"
        case .invalidLength, .invalidQuantifier, .lengthAndQuantifier, .shortestPathNeedsOneRelationship:
            "InvalidRelationshipPattern"
        case .mixedLabels, .labelsOfInsert: "InvalidLabelExpression"
        case .invalidPathCount, .unboundedWalk: "InvalidPathSelector"
        case .unknownType: "UnknownType"
        case .otherVariable: "UndefinedVariable"
        case .invalidFieldTerminator: "InvalidFieldTerminator"
        case .reservedWord, .patternOutsideCondition, .repeatedPart: "UnexpectedSyntax"
        case .invalidHeaderRow: "InvalidHeaderRow"
        }
    }

    package var category: FaultCategory { .syntaxError }

    package var sentence: String {
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
        case .reservedWord(let word): "\(word) is a reserved word, not a variable"
        case .missingReturn(let clause): "a query must end in RETURN, but this one ends in \(clause)"
        case .clauseAfterReturn(let clause): "\(clause) cannot follow RETURN"
        case .writingInSubquery(let clause, let around): "\(clause) cannot stand in \(around) { … }, which only reads"
        case .mixedLabels: "labels joined by `:` cannot be combined with `&`, `|` or `!`"
        case .labelsOfInsert: "INSERT joins labels by `&`"
        case .invalidQuantifier: "this is not a quantifier of paths"
        case .lengthAndQuantifier: "a relationship has a length or a quantifier, not both"
        case .invalidPathCount: "a number of paths is at least 1"
        case .unboundedWalk: "a WALK without a greatest length may go round for ever"
        case .shortestPathNeedsOneRelationship: "shortestPath() takes two nodes and one relationship between them"
        case .invalidFieldTerminator: "fields are separated by one ASCII character, not by a quote or a line end"
        case .otherVariable(let name): "only `\(name)` is defined here"
        case .repeatedPart(let part): "\(part) stands here already"
        case .invalidHeaderRow: "the header is a row from 1 to 1,048,576"
        case .unknownType(let word, _): "there is no type \(word)"
        case .withNeeded(let writing, let reading): "\(reading) cannot follow \(writing) at once"
        case .mixedUnions: "UNION and UNION ALL cannot be mixed"
        case .invalidLength: "this is not a range of path lengths"
        case .patternOutsideCondition: "a pattern cannot stand here, where a value is expected"
        }
    }

    package var hint: String? {
        switch self {
        case .unexpectedInput(_, _, let near), .unknownType(_, let near): Suggestion.question(near)
        case .mixedLabels: "write & in place of the colons within: :A&B"
        case .labelsOfInsert: "write :A&B"
        case .invalidQuantifier: "quantifiers are written ?, +, *, {2}, {2,}, {,3} or {2,3}"
        case .lengthAndQuantifier: "write -[:T]->{2,3} or -[:T*2..3]->"
        case .unboundedWalk: "give one, as in {1,5}; TRAIL, which is the default, needs none"
        case .shortestPathNeedsOneRelationship: "ANY SHORTEST takes any path pattern"
        case .invalidCharacter(let text): Self.plainSign(for: text)
        case .reservedWord(let word): "in backquotes it can be one: `\(word)`"
        case .missingReturn: "RETURN * shows all that has a name"
        case .clauseAfterReturn: "to go on with a result, write WITH in place of RETURN"
        case .withNeeded: "put WITH and the variables to go on with between them"
        case .mixedUnions: "write UNION ALL throughout and RETURN DISTINCT where rows must differ"
        case .invalidLength: "lengths are written *, *2, *2.., *..3 or *2..3"
        case .patternOutsideCondition: "EXISTS { … } tests whether it matches, [pattern | value] lists what matches"
        default: nil
        }
    }

    /// What stands on a keyboard for a sign that a word processor has put in its place.
    private static func plainSign(for text: String) -> String? {
        let curly = ["“", "”", "„", "‘", "’", "‚", "«", "»"]
        if text.unicodeScalars.contains(where: { curly.contains(String($0)) }) { return "strings stand in \" or '" }
        let dashes = ["–", "—", "−"]
        if text.unicodeScalars.contains(where: { dashes.contains(String($0)) }) { return "the minus sign is -" }
        return nil
    }

    private static func oneOf(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }
}
