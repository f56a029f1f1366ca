import Diagnostics

/// Faults of the shell around the queries.
package enum ShellFault: Fault {
    /// A first word that is neither a command nor begins a query.
    case unknownWord(String, near: [String])
    /// A plain question that several commands may answer.
    case severalAnswers([String])
    case unknownColonCommand(String, near: [String])
    /// Not errors: a day before all that is known, or after it.
    case nothingInForce(String, first: String)
    case dayAfterAll(String, last: String)
    case unexpectedArgument(command: String, argument: String, usage: String)
    case unknownTopic(String, near: [String])
    case unknownLabel(String, near: [String])
    case unknownCommand(String, near: [String])
    /// A request of another program that holds no statement, several, or something else than a query or command.
    case notOneStatement(Int)
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
    /// An output that would take the place of what the program reads or keeps. `words`: what that is.
    case fileInUse(path: String, words: String)
    /// A statement or a line that is longer than the limit, in bytes.
    case statementTooLong(limit: Int)
    /// No program is there that prints pages.
    case noBrowser
    case notPrinted(browser: String)
    /// A colon command that needs a transaction, or needs none.
    case transaction(String, isOpen: Bool)

    package var code: String {
        switch self {
        case .unknownWord, .unknownCommand: "UnknownCommand"
        case .notOneStatement: "NotOneStatement"
        case .severalAnswers: "SeveralAnswers"
        case .nothingInForce, .dayAfterAll: "NothingKnownOfDay"
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
        case .fileInUse: "FileInUse"
        case .statementTooLong: "StatementTooLong"
        case .noBrowser, .notPrinted: "NotPrinted"
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

    package var category: FaultCategory {
        switch self {
        case .interrupted: .limitError
        case .unwritableOutput, .unwritableHistory: .usageError
        case .notUTF8, .statementTooLong: .dataError
        default: .commandError
        }
    }

    package var sentence: String {
        switch self {
        case .unknownWord(let word, _): "`\(word)` is not a command or the start of a query"
        case .nothingInForce(let day, let first): "nothing was in force on \(day): the first date known is \(first)"
        case .dayAfterAll(let day, let last):
            "\(day) lies after every date known, the last of which is \(last): what is shown has no known end"
        case .severalAnswers: "this is not a command or a query, and reads as a question"
        case .unknownColonCommand(let name, _): "there is no :\(name)"
        case .unexpectedArgument(let command, let argument, _): ":\(command) does not take `\(argument)`"
        case .unknownTopic(let name, _): "there is no help on `\(name)`"
        case .unknownLabel(let name, _): "the schema has no label or relationship type `\(name)`"
        case .unknownCommand(let name, _): "there is no command `\(name)`"
        case .notOneStatement(let count): count > 1 ? "the request holds \(count) statements" : "the request is neither a query nor a command"
        case .notUTF8(let name): "\(name) is not UTF-8 text"
        case .unwritableOutput(let reason): "cannot write the output: \(reason)"
        case .unwritableHistory(let path, let reason): "the history is not saved: cannot write \(path): \(reason)"
        case .interrupted: "interrupted"
        case .writingInThePast(let day): "the graph of \(day) cannot be written"
        case .unknownSetting(let name, _): "there is no setting `\(name)`"
        case .unknownParameter(let name, _): "there is no parameter $\(name)"
        case .argumentMissing(let command, _): ":\(command) needs an argument"
        case .notPermitted(let command): "\(command) is not permitted here"
        case .needsTerminal(let command): "\(command) works only at a terminal"
        case .readTooDeep(let path): "\(path) is not read: too many files read one another"
        case .editorFailed(let editor, let code): "`\(editor)` ended with the exit code \(code)"
        case .readOnlyOutput(let path): "\(path) is not written, since nothing is to be"
        case .fileInUse(let path, let words): "\(path) was not written: it is \(words)"
        case .statementTooLong(let limit): "this statement has more than \(limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes")"
        case .noBrowser: "printing a PDF takes Chromium or Chrome, and neither is in the path"
        case .notPrinted(let browser): "\(browser) did not print the page"
        case .transaction(_, let isOpen):
            isOpen ? "a transaction is open already" : "no transaction is open"
        }
    }

    package var replacements: [String] {
        switch self {
        case .unknownWord(_, let near), .unknownCommand(_, let near): near
        case .unknownColonCommand(_, let near): near.map { ":" + $0 }
        default: []
        }
    }

    package var hint: String? {
        switch self {
        case .unknownWord(_, let near), .unknownCommand(_, let near):
            Suggestion.question(near) ?? "`help` lists the commands; `find WORDS` searches the knowledge base"
        case .severalAnswers(let lines): "one of these may answer it: " + lines.joined(separator: "; ")
        case .unknownColonCommand(_, let near): Suggestion.question(near.map { ":" + $0 }) ?? "`:help` lists what there is"
        case .unexpectedArgument(_, _, let usage): "usage: \(usage)"
        case .unknownTopic(_, let near): Suggestion.question(near) ?? "`:help` lists the topics"
        case .unknownLabel(_, let near): Suggestion.question(near) ?? "`:schema` lists them"
        case .unknownSetting(_, let near): Suggestion.question(near) ?? "`:set` lists them"
        case .unknownParameter(_, let near): Suggestion.question(near.map { "$" + $0 }) ?? "`:params` lists them"
        case .argumentMissing(_, let usage): "usage: \(usage)"
        case .notOneStatement: "a request is one query or command; its parameters hold the values"
        case .editorFailed: "the statement stays as it was; $EDITOR names another editor"
        case .writingInThePast: "`:asof now` goes back to the whole graph"
        case .readOnlyOutput: "without a file it goes to the output"
        case .fileInUse: "write to another file"
        case .statementTooLong: "data of this size come from a file: LOAD CSV, --params-file or --load"
        case .noBrowser, .notPrinted: "write the page with `-o FILE.html`, open it in a browser and print it there as PDF"
        case .transaction(_, let isOpen): isOpen ? "end them with :commit or :rollback" : "begin with :begin"
        default: nil
        }
    }
}
