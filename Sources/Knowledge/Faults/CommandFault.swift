import Diagnostics

/// Faults in how a command of the knowledge base was called.
package enum CommandFault: Fault {
    case unknownCommand(name: String, near: [String])
    /// `expected` in words: `key question`, `kind of thing`.
    case unknownArgument(word: String, expected: [String], near: [String])
    /// Several things of that name are equally good; each as `asc2017:W3 "title" (framework)`.
    case severalMatches(word: String, matches: [String])
    /// Several names where one is taken; each as an id.
    case severalNames(word: String, ids: [String])
    /// Not an error: there are others of the name, and this one was taken.
    case otherMatches(word: String, taken: String, others: [String])
    /// `what`: the parameter's own summary: `the later day`.
    case missingArgument(what: String, usage: String)
    case tooManyWords(first: String, usage: String)
    case unknownOption(String, near: [String])
    case missingValue(option: String)
    case repeatedArgument(String)
    case unterminatedQuote
    case notADay(String)
    case notAnInteger(String)
    case notOneOf(word: String, allowed: [String], near: [String])
    /// What the command itself says against it.
    case refused(String)
    /// There is nothing to show, and the command says why.
    case nothingHeld(String)

    package var code: String {
        switch self {
        case .unknownCommand: "UnknownCommand"
        case .unknownArgument: "UnknownArgument"
        case .severalMatches: "SeveralMatches"
        case .severalNames: "SeveralNames"
        case .otherMatches: "OtherMatches"
        case .missingArgument: "MissingArgument"
        case .tooManyWords: "TooManyWords"
        case .unknownOption: "UnknownOption"
        case .missingValue: "MissingValue"
        case .repeatedArgument: "RepeatedArgument"
        case .unterminatedQuote: "UnterminatedArgument"
        case .notADay: "NotADay"
        case .notAnInteger: "NotAnInteger"
        case .notOneOf: "NotOneOf"
        case .refused: "Refused"
        case .nothingHeld: "NothingHeld"
        }
    }

    package var category: FaultCategory { .commandError }

    package var sentence: String {
        switch self {
        case .unknownCommand(let name, _): "there is no command `\(name)`"
        case .unknownArgument(let word, let expected, _): expected.count > 3
            ? "`\(word)` is not the name or code of anything that this command takes" : "no \(expected.joined(separator: " or ")) is called `\(word)`"
        case .severalMatches(let word, let matches): "`\(word)` is the name of \(matches.count) things"
        case .severalNames(let word, let ids): "`\(word)` names \(ids.count) things, and one is taken"
        case .otherMatches(let word, let taken, _): "`\(word)` was taken as \(taken)"
        case .missingArgument(let what, _): "missing: \(what)"
        case .tooManyWords(let first, _): "`\(first)` is one word too many"
        case .unknownOption(let option, _): "there is no option `\(option)` here"
        case .missingValue(let option): "`\(option)` needs a value"
        case .repeatedArgument(let name): "\(name) is given twice"
        case .unterminatedQuote: "this quoted word has no closing quote"
        case .notADay(let word): "`\(word)` is not a day"
        case .notAnInteger(let word): "`\(word)` is not a whole number"
        case .notOneOf(let word, let allowed, _): "`\(word)` is not one of \(allowed.joined(separator: ", "))"
        case .refused(let reason): reason
        case .nothingHeld(let sentence): sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        }
    }

    package var hint: String? {
        switch self {
        case .unknownArgument(let word, _, let near): Suggestion.question(near) ?? "`find \(word)` looks for it in everything"
        case .unknownCommand(_, let near), .unknownOption(_, let near), .notOneOf(_, _, let near): Suggestion.question(near)
        case .severalMatches(_, let matches): "give the id of one of them: " + Self.list(matches)
        case .severalNames(_, let ids): "give one of them: " + Self.list(ids)
        case .otherMatches(_, _, let others) where !others.isEmpty: "also: " + Self.list(others)
        case .missingArgument(_, let usage), .tooManyWords(_, let usage): "usage: " + usage
        case .notADay: "days are written YYYY-MM-DD"
        default: nil
        }
    }

    package var replacements: [String] {
        switch self {
        case .unknownCommand(_, let near), .unknownArgument(_, _, let near), .unknownOption(_, let near), .notOneOf(_, _, let near): near
        case .severalMatches(_, let matches): matches.map { String($0.prefix { $0 != " " }) }
        default: []
        }
    }

    /// As many as can be read at a glance.
    private static func list(_ things: [String]) -> String {
        let most = 8
        return things.prefix(most).joined(separator: "; ") + (things.count > most ? "; and \(things.count - most) more" : "")
    }
}
