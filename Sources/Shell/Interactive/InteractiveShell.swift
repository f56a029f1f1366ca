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
    /// nil where the session may touch no files.
    private var history: HistoryFile?
    private var lastEntry: String?
    /// How a statement of several lines ends has been said.
    private var hasExplainedWaiting = false
    private var vocabulary: (view: TimeView, vocabulary: CompletionWords)?

    init(session: Session, version: String) {
        self.session = session
        self.version = version
        history = session.permissions.contains(.files) ? HistoryFile.standard() : nil
        reader = StatementReader(commands: session.commandNames, name: nil)
    }

    func run() -> ExitStatus {
        Interrupts.noticeResizes()
        LineEditor.start(
            promptsOnStandardError: !session.standardOutput.isTerminal,
            complete: { [unowned self] in complete($0) }, progress: { [unowned self] in progress(of: $0) },
            highlight: { [unowned self] in highlight($0, cursor: $1) })
        defer { LineEditor.finish() }
        session.tell("cqcq \(version): ask about the rules of English care\nhelp lists what there is, exit leaves.")
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
                session.last.offer = nil
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

    /// For people who are here for the first time.
    private static let firstHint = """
        Try `gaps well-led`, `trace W3`, a question, or MATCH (s:QualityStatement) RETURN s.title;
        Tab completes names and words, the arrow keys bring back what was typed.
        `:examples` has more to try, `:schema` lists labels and properties.
        """

    private var prompt: String {
        if reader.isWaiting { return LinePainting.continuation }
        let settings = session.settings
        let days = [settings.asOf == .now ? nil : "\(settings.asOf)", settings.knownOn.map { "known \($0)" }].compactMap { $0 }
        // The star: changes are being tried out.
        return (["cqcq"] + days).joined(separator: " ") + (session.isInTransaction ? "*> " : "> ")
    }

    private func progress(of text: String) -> LineEditor.Progress {
        if Self.interruption(in: text, isWaiting: reader.isWaiting) != nil { return .whole }
        var reader = reader
        _ = reader.read(text)
        return !reader.isWaiting ? .whole : reader.isInsideText ? .insideText : .open
    }

    /// `help` or `exit` typed where a statement goes on, and the lines before it.
    private static func interruption(in text: String, isWaiting: Bool) -> (lines: String, command: String)? {
        let end = text.lastIndex(of: "\n")
        guard isWaiting || end != nil else { return nil }
        let line = end.map { text[text.index(after: $0)...] } ?? text[...]
        return ShellWord.interruption(of: line).map { (end.map { String(text[..<$0]) } ?? "", $0) }
    }

    private func highlight(_ text: String, cursor: Int) -> [Highlighter.Span]? {
        // Without colours there are still the prompts of further lines to draw.
        guard session.settings.color.holds(for: session.standardOutput) else { return text.contains("\n") ? [] : nil }
        return Highlighter(commands: session.commandNames).spans(of: text, cursor: cursor)
    }

    private func execute(_ line: String) -> Session.Outcome {
        if line.allSatisfy(\.isWhitespace), !reader.isWaiting { return .goOn }
        session.last.offer = nil
        if let (lines, command) = Self.interruption(in: line, isWaiting: reader.isWaiting) { return interrupt(lines, command) }
        typed.append(line)
        let statements = reader.read(line)
        if reader.isWaiting, !hasExplainedWaiting, Environment.isDumb {
            hasExplainedWaiting = true
            session.tell("note: \(LineEditor.explanation)")
        }
        // Before it runs: a statement that fails is to be recalled all the more.
        if !reader.isWaiting { remember() }
        for statement in statements {
            do {
                Interrupts.cancellation.reset()
                let outcome = try session.execute(statement)
                if outcome != .goOn { return outcome }
            } catch {
                session.show(error)
                offer(error)
            }
            // Ctrl-C is meant for all that was typed with the statement.
            if Interrupts.cancellation.isCancelled { break }
        }
        return .goOn
    }

    /// Runs `help` or `exit` in the middle of a statement, which stays to be gone on with.
    private func interrupt(_ lines: String, _ command: String) -> Session.Outcome {
        var words = StatementReader(commands: session.commandNames, name: nil)
        for statement in words.read(command) {
            do {
                if try session.execute(statement) == .quit { return .quit }
            } catch {
                session.show(error)
            }
        }
        return lines.isEmpty ? .goOn : .edit(lines)
    }

    /// The line that was most likely meant stands ready under Tab.
    private func offer(_ error: Diagnostics) {
        session.last.offer = error.list.first?.correctedText ?? session.last.offer
        guard let offer = session.last.offer, !Environment.isDumb else { return }
        let lines = offer.split(separator: "\n", omittingEmptySubsequences: false)
        session.tell("Tab writes: \(lines.first ?? "")\(lines.count > 1 ? " …" : "")".escapingControls)
    }

    private func remember() {
        let entry = typed.joined(separator: "\n")
        typed = []
        guard entry.contains(where: { !$0.isWhitespace }) else { return }
        if !entry.hasPrefix(":edit") { session.last.typed = entry }
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
        if line.isEmpty, let offer = session.last.offer { return Completion(start: 0, candidates: [offer], addsSpace: false) }
        let view = session.view
        if vocabulary?.view != view {
            var words = CompletionWords(
                session.graph(), schema: session.knowledge.schema, commands: session.knowledge.commands.commands)
            // A server that cannot say what it has completes what ours has.
            if let service = session.service, let found = try? service.vocabulary() { words.take(found) }
            words.reports = (try? ReportLibrary(of: session.knowledge))?.names ?? []
            vocabulary = (view, words)
        }
        var words = vocabulary?.vocabulary ?? CompletionWords()
        words.parameters = session.settings.parameters.keys.sorted()
        let earlier = reader.isWaiting ? reader.waitingText : ""
        var completion = CompletionEngine(vocabulary: words, files: TypedPath.completions).complete(earlier + line)
        completion.start -= earlier.utf8.count
        return completion
    }
}
