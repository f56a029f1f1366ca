import Diagnostics
import Knowledge
import Reports

/// The loop at a prompt: reads, executes, goes on after errors, leaves at Ctrl-D or `:quit`.
final class InteractiveShell {
    private let session: Session
    private let version: String
    private var reader: StatementReader
    /// Lines since the prompt was last fresh: one entry of the history.
    private var typed: [String] = []
    private var history = HistoryFile.standard()
    private var lastEntry: String?
    private var vocabulary: (view: TimeView, vocabulary: CompletionWords)?

    init(session: Session, version: String) {
        self.session = session
        self.version = version
        reader = StatementReader(commands: session.commandNames, name: nil)
    }

    func run() -> ExitStatus {
        Interrupts.noticeResizes()
        LineEditor.start(promptsOnStandardError: !session.output.isTerminal) { [unowned self] in complete($0) }
        for statement in history?.read() ?? [] {
            LineEditor.remember(statement)
            lastEntry = statement
        }
        session.tell("cqcq \(version): questions to the rules of English care\n:help says what there is, :quit leaves.")
        while true {
            switch LineEditor.read(prompt: prompt) {
            case .end:
                // The prompt is still on the line.
                session.tell("")
                return .success
            case .interrupted:
                reader.drop()
                typed = []
            case .line(let line):
                if execute(line) == .quit { return .success }
            }
            if session.output.failure != nil { return .failure }
        }
    }

    private var prompt: String {
        if reader.isWaiting { return "  ... " }
        let settings = session.settings
        let days = [settings.asOf.map { "\($0)" }, settings.knownOn.map { "known \($0)" }].compactMap { $0 }
        return (["cqcq"] + days).joined(separator: " ") + "> "
    }

    private func execute(_ line: String) -> Session.Outcome {
        typed.append(line)
        let statements = reader.read(line)
        // Before it runs: a statement that fails is to be recalled all the more.
        if !reader.isWaiting { remember() }
        for statement in statements {
            do {
                Interrupts.cancellation.reset()
                if try session.execute(statement) == .quit { return .quit }
            } catch {
                session.show(error)
            }
            // Ctrl-C is meant for all that was typed with the statement.
            if Interrupts.cancellation.isCancelled { break }
        }
        return .goOn
    }

    private func remember() {
        let entry = typed.joined(separator: "\n")
        typed = []
        guard entry.contains(where: { !$0.isWhitespace }), entry != lastEntry else { return }
        lastEntry = entry
        LineEditor.remember(entry)
        do {
            try history?.append(entry)
        } catch {
            history = nil
            session.show(error)
        }
    }

    /// Names are collected when Tab is first pressed on a day.
    private func complete(_ line: String) -> Completion {
        let view = session.settings.view
        if vocabulary?.view != view {
            let graph = session.graph()
            var words = CompletionWords(
                graph, schema: session.knowledge.schema, commands: session.knowledge.commands.commands.map(\.name),
                parameters: Array(session.settings.parameters.keys))
            words.reports = (try? ReportLibrary(of: session.knowledge))?.names ?? []
            vocabulary = (view, words)
        }
        let earlier = reader.isWaiting ? reader.waitingText : ""
        var completion = CompletionEngine(vocabulary: vocabulary?.vocabulary ?? CompletionWords()).complete(earlier + line)
        completion.start -= earlier.utf8.count
        return completion
    }
}
