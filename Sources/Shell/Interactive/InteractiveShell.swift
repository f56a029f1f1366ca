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
        LineEditor.start(
            promptsOnStandardError: !session.standardOutput.isTerminal,
            complete: { [unowned self] in complete($0) }, isWhole: { [unowned self] in isWhole($0) },
            highlight: { [unowned self] in highlight($0, cursor: $1) })
        defer { LineEditor.finish() }
        session.tell("cqcq \(version): questions to the rules of English care\n:help says what there is, :quit leaves.")
        if history?.exists != true { session.tell(Self.firstHint) }
        for statement in history?.read() ?? [] {
            LineEditor.remember(statement)
            lastEntry = statement
        }
        var draft = ""
        while true {
            let event = LineEditor.read(prompt: prompt, draft: draft)
            draft = ""
            switch event {
            case .end:
                // The prompt is still on the line.
                session.tell("")
                return .success
            case .interrupted:
                reader.drop()
                typed = []
            case .line(let line):
                switch execute(line) {
                case .quit: return .success
                case .edit(let text): draft = text
                case .goOn: break
                }
            }
            if session.output.failure != nil { return .failure }
        }
    }

    /// To whom has not been here before.
    private static let firstHint = """
        Try `gaps well-led`, `trace W3`, or MATCH (s:QualityStatement) RETURN s.title;
        Tab completes names and words, the arrow keys bring back what was typed.
        `:examples` has more to try, `:schema` tells what can be asked for.
        """

    private var prompt: String {
        if reader.isWaiting { return "  ... " }
        let settings = session.settings
        let days = [settings.asOf.map { "\($0)" }, settings.knownOn.map { "known \($0)" }].compactMap { $0 }
        // The star: changes are being tried out.
        return (["cqcq"] + days).joined(separator: " ") + (session.isInTransaction ? "*> " : "> ")
    }

    /// No statement goes on behind the text.
    private func isWhole(_ text: String) -> Bool {
        var reader = reader
        _ = reader.read(text)
        return !reader.isWaiting
    }

    private func highlight(_ text: String, cursor: Int) -> [Highlighter.Span]? {
        guard session.settings.color.holds(for: session.standardOutput) else { return nil }
        return Highlighter(commands: session.commandNames).spans(of: text, cursor: cursor)
    }

    private func execute(_ line: String) -> Session.Outcome {
        typed.append(line)
        let statements = reader.read(line)
        // Before it runs: a statement that fails is to be recalled all the more.
        if !reader.isWaiting { remember() }
        for statement in statements {
            do {
                Interrupts.cancellation.reset()
                let outcome = try session.execute(statement)
                if outcome != .goOn { return outcome }
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
        guard entry.contains(where: { !$0.isWhitespace }) else { return }
        if !entry.hasPrefix(":edit") { session.lastTyped = entry }
        guard HistoryFile.isKept(entry), entry != lastEntry else { return }
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
            var words = CompletionWords(
                session.graph(), schema: session.knowledge.schema, commands: session.knowledge.commands.commands)
            words.reports = (try? ReportLibrary(of: session.knowledge))?.names ?? []
            vocabulary = (view, words)
        }
        var words = vocabulary?.vocabulary ?? CompletionWords()
        words.parameters = session.settings.parameters.keys.sorted()
        let earlier = reader.isWaiting ? reader.waitingText : ""
        var completion = CompletionEngine(vocabulary: words, files: FilePlace.completions).complete(earlier + line)
        completion.start -= earlier.utf8.count
        return completion
    }
}
