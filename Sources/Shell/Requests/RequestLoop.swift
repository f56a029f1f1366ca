import Diagnostics
import Interchange
import PropertyGraph
import QueryEngine

/// Answers the requests of another program, one after the other, until its end of the pipe is closed.
///
/// A request is a line of JSON: `{"statement": "…", "parameters": {…}}`, a query or a command. The answer is a line with the columns, a line for
/// each row (`TypedJSON`), and last `{"done": true}` or `{"error": [fault, …]}`, so that the reader always knows where it ends.
struct RequestLoop {
    private let session: Session

    init(_ session: Session) {
        self.session = session
        session.settings.format = .csv
        session.requestWriter = TypedJSONWriter(session.output)
    }

    func run() -> ExitStatus {
        var input = LineInput(limit: LineInput.standardLimit)
        do throws(Diagnostics) {
            while let line = try input.next() {
                answer(line)
                session.output.flush()
                if session.output.failure != nil { break }
            }
        } catch {
            session.show(error)
            return ExitStatus(for: error)
        }
        return .success
    }

    private func answer(_ line: String) {
        do throws(Diagnostics) {
            let request = try YamlReader.read(SourceText(line, name: "request"))
            guard let text = request["statement"]?.text else {
                throw Diagnostics(DataFault.unexpectedShape(what: "a request", expected: "an object with `statement` and `parameters`"))
            }
            var parameters: [String: Value] = [:]
            for entry in request["parameters"]?.entries ?? [] { parameters[entry.key] = try value(of: entry.value) }
            let statement = try statement(text)
            session.settings.parameters = parameters
            _ = try session.execute(statement)
            session.output.line("{\"done\": true}")
        } catch {
            session.output.line("{\"error\": [\(error.list.map(DiagnosticJSON.line).joined(separator: ", "))]}")
        }
    }

    /// One query or command. What writes elsewhere, such as colon commands, has no place in an answer.
    private func statement(_ text: String) throws(Diagnostics) -> Statement {
        var reader = StatementReader(commands: session.commandNames, name: nil)
        var found: [Statement] = []
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            found += reader.read(String(Substring(line.last == 0x0D ? line.dropLast() : line)))
        }
        if let last = reader.finish() { found.append(last) }
        guard let first = found.first, found.count == 1, first.kind == .query || first.kind == .command else {
            throw Diagnostics(ShellFault.notOneStatement(found.count))
        }
        return first
    }

    // MARK: Parameters

    private static let temporal = ["date", "localtime", "time", "localdatetime", "datetime", "duration"]

    private func value(of node: YamlNode) throws(Diagnostics) -> Value {
        switch node.content {
        case .scalar(let text): return node.isPlain ? node.isNull ? .null : OptionText.value(text) : .string(text)
        case .sequence(let items):
            var values: [Value] = []
            for item in items { values.append(try value(of: item)) }
            return .list(values)
        case .mapping(let entries):
            if entries.count == 1, let tagged = try tagged(entries[0]) { return tagged }
            return try map(entries)
        }
    }

    private func map(_ entries: [YamlNode.Entry]) throws(Diagnostics) -> Value {
        var map = PropertyMap()
        for entry in entries { map[entry.key] = try value(of: entry.value) }
        return .map(map)
    }

    /// The value of `{"$date": "2021-07-28"}` and the like; nil of other maps.
    private func tagged(_ entry: YamlNode.Entry) throws(Diagnostics) -> Value? {
        guard entry.key.hasPrefix("$") else { return nil }
        let name = String(entry.key.dropFirst())
        if name == "map", let entries = entry.value.entries { return try map(entries) }
        guard let text = entry.value.text else { return nil }
        if name == "float", ["NaN", "Infinity", "-Infinity"].contains(text) {
            return .float(text == "NaN" ? .nan : text == "Infinity" ? .infinity : -.infinity)
        }
        guard Self.temporal.contains(name) else { return nil }
        let cursor = try Engine(graph: .empty).prepare(SourceText("RETURN \(name)($text) AS value"), parameters: ["text"]).run(parameters: ["text": .string(text)])
        return try cursor.next()?.first?.first
    }
}
