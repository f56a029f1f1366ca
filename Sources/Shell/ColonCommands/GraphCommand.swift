import Diagnostics

extension ColonCommand {
    static let graph = ColonCommand(
        name: "graph", usage: ":graph [dot|mermaid|svg] [QUERY]",
        summary: "Draw the nodes, relationships and paths of a query, or of the last one", argument: .raw
    ) { session, argument throws(Diagnostics) in
        var text = argument ?? ""
        let first = String(text.prefix { !$0.isWhitespace }).lowercased()
        var format = session.format.isPicture ? session.format : .graph
        if let named = ResultFormat(rawValue: first), named.isPicture {
            format = named
            text = String(text.dropFirst(first.count).drop { $0 == " " })
        }
        guard let statement = session.query(text) else {
            throw Diagnostics(ShellFault.argumentMissing(command: "graph", usage: ":graph QUERY"))
        }
        try session.runPlaced(statement, format: format)
        return .goOn
    }

    static let explain = planCommand("explain", "Show how a query would be run; without one, the last query")
    static let profile = planCommand("profile", "Run a query and show what each step took; without one, the last query")

    private static func planCommand(_ name: String, _ summary: String) -> ColonCommand {
        ColonCommand(name: name, usage: ":\(name) [QUERY]", summary: summary, argument: .raw) {
            session, argument throws(Diagnostics) in
            guard let statement = session.query(argument ?? "", after: name.uppercased() + " ") else {
                throw Diagnostics(ShellFault.argumentMissing(command: name, usage: ":\(name) QUERY"))
            }
            try session.runPlaced(statement)
            return .goOn
        }
    }
}

extension Session {
    /// A query of its own out of a text, or the last query where that is empty; nil where there is none.
    func query(_ text: String, after head: String = "") -> Statement? {
        let last = last.statement.flatMap { $0.kind == .query ? $0.text : nil }
        let text = text.isEmpty ? last : text
        guard let text else { return nil }
        var reader = StatementReader(commands: [], name: nil)
        return reader.read(head + text + "\n;").first
    }

    fileprivate func runPlaced(_ statement: Statement, format: ResultFormat? = nil) throws(Diagnostics) {
        do {
            try runQuery(statement, format: format)
        } catch {
            throw statement.placed(error)
        }
    }
}
