import Diagnostics

/// A command of the shell itself: `:help`, `:schema` and their like.
struct ColonCommand: Sendable {
    typealias Action = @Sendable (Session, _ argument: String?) throws(Diagnostics) -> Session.Outcome

    /// What its argument can be, for completion.
    enum Argument: Sendable, Equatable {
        case none, topic, label, format, chart, command, onOff, color, off, clear, setting, file, report
        /// A day, or one of these words.
        case day([String])
        /// Several words.
        case text
        /// All that is left of the line as it stands: a query.
        case raw
    }

    let name: String
    let usage: String
    let summary: String
    let argument: Argument
    let action: Action

    static let all: [ColonCommand] = [
        help, examples, schema, graph, source, explain, profile, sql, report, evidence, set, param, params, read, output, expect, edit, history,
        begin, commit, rollback, quit, exit,
    ] + Setting.all.map(\.command)

    /// Those that look at the graph of this program.
    private static let ownGraph: Set = ["graph", "schema", "source", "evidence"]

    static func run(_ statement: Statement, in session: Session) throws(Diagnostics) -> Session.Outcome {
        let text = ShellWord.colonCommand(of: statement.text) ?? statement.text
        let words = CommandLineScanner.words(String(text.dropFirst()))
        let name = words.first ?? ""
        let nameSpan = SourceSpan(0, max(1, statement.firstWord.utf8.count))
        // Of scripts for Neo4j's shell.
        if name.lowercased() == "use" {
            session.tell("note: there is one graph here, and :use changes nothing")
            return .goOn
        }
        guard let command = all.first(where: { $0.name == name.lowercased() }) else {
            throw Diagnostics(
                ShellFault.unknownColonCommand(name, near: Suggestion.nearest(to: name, in: all.map(\.name))),
                span: nameSpan)
        }
        // A topic may be several words: `:help syntax ORDER BY`; so may a command: `:source why not`.
        let takesAll = [.topic, .command, .text, .raw, .report, .setting].contains(command.argument)
        let allowed = command.argument == .none ? 1 : takesAll ? words.count : 2
        if words.count > allowed {
            throw Diagnostics(
                ShellFault.unexpectedArgument(command: command.name, argument: words[allowed], usage: command.usage),
                span: statement.span)
        }
        if ownGraph.contains(command.name) { try session.requireOwnGraph(for: ":\(command.name)") }
        do {
            var argument = words.count > 1 ? words.dropFirst().joined(separator: " ") : nil
            // A query stands as it is; words of a report may be quoted, and are taken apart there.
            if [.raw, .report].contains(command.argument), argument != nil {
                argument = String(text.dropFirst(name.count + 1).drop(while: \.isWhitespace))
            }
            return try command.action(session, argument)
        } catch {
            var placed = error
            for index in placed.list.indices where placed.list[index].span == nil && placed.list[index].source == nil {
                placed.list[index].span = SourceSpan(nameSpan.end + 1, statement.span.end)
            }
            throw placed
        }
    }
}

extension ColonCommand.Argument {
    /// The words that it can be, as far as they are not words of the data.
    var words: [String] {
        switch self {
        case .none, .text, .raw, .file, .report, .command: []
        case .topic: HelpText.topics + ColonCommand.all.map(\.name)
        case .label: ["picture"]
        case .day(let words): words
        case .format: ResultFormat.allCases.map(\.rawValue)
        case .chart: ChartKind.allCases.map(\.rawValue) + ["off"]
        case .onOff: ["on", "off"]
        case .off: ["off"]
        case .clear: ["clear"]
        case .color: ColorChoice.allCases.map(\.rawValue)
        case .setting: Setting.all.map(\.name)
        }
    }
}

extension ColonCommand {
    static let quit = ColonCommand(
        name: "quit", usage: ":quit", summary: "Leave the shell (also Ctrl-D, exit, quit, \\q)", argument: .none
    ) { _, _ in .quit }

    static let exit = ColonCommand(
        name: "exit", usage: ":exit", summary: "Same as :quit", argument: .none
    ) { _, _ in .quit }
}
