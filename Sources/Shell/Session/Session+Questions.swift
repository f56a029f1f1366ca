import Diagnostics
import Knowledge
import PropertyGraph
import QueryEngine

/// Lines that are neither a command nor a query.
extension Session {
    /// The line as a question in plain English.
    func question(_ text: String) -> PlainQuestion { PlainQuestion(text, in: nameScope()) }

    /// The day by the clock.
    var today: CalendarDate {
        let clock = Self.now()
        return Engine(graph: .empty, clock: { clock }).today
    }

    /// What names are looked up in.
    func nameScope(today: CalendarDate? = nil) -> NameScope {
        NameScope(graph: wholeGraph(), knowledge: knowledge, asOf: view.validOn, today: today ?? self.today)
    }

    /// Runs the command that answers the line if only one does. Throws `ShellFault.severalAnswers`, and `.unknownWord` where none does.
    func answer(_ statement: Statement) throws(Diagnostics) {
        let word = String(statement.firstWord)
        try fetchNames()
        let question = question(statement.text)
        // A word that asks is not a slip for a keyword.
        let near = question.isAsking ? [] : nearest(to: word)
        // `gasp well-led` is a slip, whatever could be found about it.
        if !near.isEmpty { throw unknown(word, near) }
        let lines = question.commands
        guard let first = lines.first else { throw unknown(word, near) }
        last.offer = first
        guard lines.count == 1 else {
            throw Diagnostics(ShellFault.severalAnswers(lines), span: statement.span)
        }
        var reader = StatementReader(commands: commandNames, name: nil)
        guard let command = reader.read(first).first, command.kind == .command else { throw unknown(word, near) }
        tell("> \(first)")
        last.statement = command
        do {
            try runCommand(command)
        } catch {
            throw command.placed(error)
        }
    }

    /// `trace W3/W5` as one command for each of the names.
    func each(of error: Diagnostics) -> [Statement]? {
        guard let diagnostic = error.list.first, case .severalNames(_, let ids)? = diagnostic.fault as? CommandFault,
            let source = diagnostic.source, let span = diagnostic.span
        else { return nil }
        let bytes = Array(source.text.utf8)
        return ids.compactMap { id in
            let line = String(decoding: bytes[..<span.start] + Array(id.utf8) + bytes[span.end...], as: UTF8.self)
            var reader = StatementReader(commands: commandNames, name: nil)
            return reader.read(line).first
        }
    }

    private func nearest(to word: String) -> [String] {
        let colon = ColonCommand.all.map(\.name).contains(word.lowercased()) ? [":" + word.lowercased()] : []
        return colon + Suggestion.nearest(to: word, in: knowledge.commands.names + FirstWord.keywords.map(\.word))
    }

    private func unknown(_ word: String, _ near: [String]) -> Diagnostics {
        Diagnostics(ShellFault.unknownWord(word, near: near), span: SourceSpan(0, word.utf8.count))
    }
}
