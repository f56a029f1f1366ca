import Diagnostics
import Relational

/// The client of another engine, as `--engine` names it: a command, with the dialect that it takes.
public struct EngineCommand: Sendable {
    /// Run by /bin/sh; SQL is its standard input.
    let command: String
    let dialect: SQLDialect

    /// `psql -d framework`, `duckdb: python3 client.py`, or the name of an engine in the file of engines.
    public init(_ text: String) throws(Diagnostics) {
        let text = try Self.named(text) ?? text
        if let colon = text.firstIndex(of: ":"), let dialect = SQLDialect(rawValue: text[..<colon].lowercased()) {
            self.dialect = dialect
            command = String(text[text.index(after: colon)...].drop { $0 == " " })
            return
        }
        command = text
        let program = text.split(separator: " ").first.map { $0.split(separator: "/").last ?? $0 } ?? ""
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

    /// Whether a program is among its words, as it may stand behind others: `ssh host psql`, `PGOPTIONS=… psql`.
    private func runs(_ program: String) -> Bool {
        command.split { " '\"|;&()".contains($0) }.contains { $0.split(separator: "/").last?[...] == program[...] }
    }

    /// What the client has to be told first: rows alone, as they are, and an end at the first error.
    var preamble: String {
        switch dialect {
        case .postgres where runs("psql"):
            "\\set QUIET on\n\\set ON_ERROR_STOP on\n\\timing off\n\\pset expanded off\n\\pset format unaligned\n\\pset tuples_only on\n\\pset pager off\n"
        case .duckdb where runs("duckdb"): ".bail on\n.headers off\n.mode list\n"
        case .duckdb, .postgres, .spark: ""
        }
    }
}
