import Diagnostics
import Relational

/// The client of another engine, as `--engine` names it: a command, with the dialect that it takes.
public struct EngineCommand: Sendable {
    /// Run by /bin/sh; SQL is its standard input.
    let command: String
    /// Of its first word, without the folder.
    private let program: Substring
    let dialect: SQLDialect

    /// `psql -d framework`, `duckdb: python3 client.py`, or the name of an engine in the file of engines.
    public init(_ text: String) throws(Diagnostics) {
        let text = try Self.named(text) ?? text
        if let colon = text.firstIndex(of: ":"), let dialect = SQLDialect(rawValue: text[..<colon].lowercased()) {
            self.dialect = dialect
            command = String(text[text.index(after: colon)...].drop { $0 == " " })
            program = Self.program(of: command)
            return
        }
        program = Self.program(of: text)
        command = text
        switch program {
        case "psql": dialect = .postgres
        case "duckdb": dialect = .duckdb
        case "spark-sql", "beeline": dialect = .spark
        default: throw Diagnostics(RelationalFault.unknownClient(String(program)))
        }
    }

    /// The line `NAME = COMMAND` of `~/.config/cqcq/engines`; nil where there is none.
    private static func named(_ name: String) throws(Diagnostics) -> String? {
        guard !name.contains(" "), let path = ConfigurationFile.path(of: "engines") else { return nil }
        var input = try LineInput(path: path)
        while let line = try input.next() {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.drop(while: \.isWhitespace) }
            guard parts.count == 2, !line.hasPrefix("#") else { continue }
            var key = parts[0]
            while key.last?.isWhitespace == true { key.removeLast() }
            if key == name { return String(parts[1]) }
        }
        return nil
    }

    private static func program(of command: String) -> Substring {
        command.split(separator: " ").first.map { $0.split(separator: "/").last ?? $0 } ?? ""
    }

    /// What the client has to be told first: rows alone, as they are, and an end at the first error.
    var preamble: String {
        switch dialect {
        case .postgres where program == "psql": "\\set QUIET on\n\\set ON_ERROR_STOP on\n\\pset format unaligned\n\\pset tuples_only on\n\\pset pager off\n"
        case .duckdb where program == "duckdb": ".bail on\n.headers off\n.mode list\n"
        case .duckdb, .postgres, .spark: ""
        }
    }
}
