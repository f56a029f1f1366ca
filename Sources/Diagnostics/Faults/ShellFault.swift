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
    case unknownSetting(String, near: [String])
    case unknownParameter(String, near: [String])
    case argumentMissing(command: String, usage: String)
    /// The session may not do it.
    case notPermitted(String)
    case needsTerminal(String)
    /// A file reads itself, perhaps through others.
    case readTooDeep(path: String)
    case editorFailed(String, code: Int32)
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
        case .unknownSetting: "UnknownSetting"
        case .unknownParameter: "UnknownParameter"
        case .argumentMissing: "MissingArgument"
        case .notPermitted: "NotPermitted"
        case .needsTerminal: "NeedsTerminal"
        case .readTooDeep: "ReadTooDeep"
        case .editorFailed: "EditorFailed"
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
        case .unknownSetting(let name, _): "there is no setting `\(name)`"
        case .unknownParameter(let name, _): "there is no parameter $\(name)"
        case .argumentMissing(let command, _): ":\(command) needs something to go by"
        case .notPermitted(let command): "\(command) is not permitted here"
        case .needsTerminal(let command): "\(command) needs somebody at a terminal"
        case .readTooDeep(let path): "\(path) is not read: too many files read one another"
        case .editorFailed(let editor, let code): "`\(editor)` ended with the exit code \(code)"
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
        case .unknownSetting(_, let near): Suggestion.question(near) ?? "`:set` lists them"
        case .unknownParameter(_, let near): Suggestion.question(near.map { "$" + $0 }) ?? "`:params` lists them"
        case .argumentMissing(_, let usage): "usage: \(usage)"
        case .editorFailed: "the statement stays as it was; $EDITOR names another editor"
        case .writingInThePast: "`:asof now` goes back to the whole graph"
        case .readOnlyOutput: "without a file it goes to the output"
        case .transaction(_, let isOpen): isOpen ? "end them with :commit or :rollback" : "begin with :begin"
        default: nil
        }
    }
}
