/// Faults of the shell around the queries.
public enum ShellFault: Fault {
    /// A first word that is neither a command nor begins a query.
    case unknownWord(String, near: [String])
    case unknownColonCommand(String, near: [String])
    case unexpectedArgument(command: String, argument: String, usage: String)
    case unknownTopic(String, near: [String])
    case unknownLabel(String, near: [String])
    case unknownCommand(String, near: [String])
    case notUTF8(name: String)
    case unwritableOutput(reason: String)
    case unwritableHistory(path: String, reason: String)
    case interrupted
    case writingInThePast(String)
    /// A file to be written where nothing is to be.
    case readOnlyOutput(path: String)
    /// A colon command that needs a transaction, or needs none.
    case transaction(String, isOpen: Bool)

    public var code: String {
        switch self {
        case .unknownWord, .unknownCommand: "UnknownCommand"
        case .unknownColonCommand: "UnknownColonCommand"
        case .unexpectedArgument: "UnexpectedArgument"
        case .unknownTopic: "UnknownTopic"
        case .unknownLabel: "UnknownLabel"
        case .notUTF8: "NotUTF8"
        case .unwritableOutput: "UnwritableOutput"
        case .unwritableHistory: "UnwritableHistory"
        case .interrupted: "Interrupted"
        case .writingInThePast: "WritingInThePast"
        case .readOnlyOutput: "ReadOnlyOutput"
        case .transaction: "Transaction"
        }
    }

    public var category: FaultCategory {
        switch self {
        case .interrupted: .limitError
        case .notUTF8, .unwritableOutput, .unwritableHistory: .usageError
        default: .commandError
        }
    }

    public var sentence: String {
        switch self {
        case .unknownWord(let word, _): "`\(word)` is no command and begins no query"
        case .unknownColonCommand(let name, _): "there is no :\(name)"
        case .unexpectedArgument(let command, let argument, _): ":\(command) does not take `\(argument)`"
        case .unknownTopic(let name, _): "there is no help on `\(name)`"
        case .unknownLabel(let name, _): "the schema has no label or relationship type `\(name)`"
        case .unknownCommand(let name, _): "there is no command `\(name)`"
        case .notUTF8(let name): "\(name) is not UTF-8 text"
        case .unwritableOutput(let reason): "cannot write the output: \(reason)"
        case .unwritableHistory(let path, let reason): "the history is not saved: cannot write \(path): \(reason)"
        case .interrupted: "interrupted"
        case .writingInThePast(let day): "the graph of \(day) cannot be written"
        case .readOnlyOutput(let path): "\(path) is not written, since nothing is to be"
        case .transaction(_, let isOpen):
            isOpen ? "changes are being tried out already" : "no changes are being tried out"
        }
    }

    public var hint: String? {
        switch self {
        case .unknownWord(_, let near), .unknownCommand(_, let near):
            Suggestion.question(near) ?? "`:help commands` lists the commands"
        case .unknownColonCommand(_, let near): Suggestion.question(near.map { ":" + $0 }) ?? "`:help` lists what there is"
        case .unexpectedArgument(_, _, let usage): "usage: \(usage)"
        case .unknownTopic(_, let near): Suggestion.question(near) ?? "`:help` lists the topics"
        case .unknownLabel(_, let near): Suggestion.question(near) ?? "`:schema` lists them"
        case .writingInThePast: "`:asof now` goes back to the whole graph"
        case .readOnlyOutput: "without a file it goes to the output"
        case .transaction(_, let isOpen): isOpen ? "end them with :commit or :rollback" : "begin with :begin"
        default: nil
        }
    }
}
