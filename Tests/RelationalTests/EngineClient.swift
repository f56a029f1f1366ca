import ChildProcesses
import Foundation
import Relational

/// An engine of another make, asked many queries at once by `scripts/peers/sql_answers.py`.
struct EngineClient: Sendable {
    enum Answer: Decodable {
        case rows([String])
        case error(String)

        private enum Keys: CodingKey { case rows, error }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Keys.self)
            if let error = try fields.decodeIfPresent(String.self, forKey: .error) {
                self = .error(error)
            } else {
                self = .rows(try fields.decode([String].self, forKey: .rows))
            }
        }
    }

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let python: String = {
        let own = repository.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/bin/python3"
    }()

    /// Whether the engine can be asked here.
    static let hasDuckDB = (try? run(["-c", "import duckdb"], input: "").status) == 0
    static let hasPostgres: Bool = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return folders.contains { FileManager.default.isExecutableFile(atPath: "/usr/lib/postgresql/\($0)/bin/postgres") }
            && FileManager.default.isExecutableFile(atPath: "/usr/bin/psql")
    }()

    static let hasSpark = FileManager.default.isExecutableFile(atPath: "/usr/bin/java")
        && (try? run(["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('pyspark') is None)"], input: "").status) == 0

    static func isThere(_ dialect: SQLDialect) -> Bool {
        switch dialect {
        case .duckdb: hasDuckDB
        case .postgres: hasPostgres
        case .spark: hasSpark
        }
    }

    /// The answers, in the order of the queries, over the tables that `schema` makes.
    static func answers(_ dialect: SQLDialect, schema: String, _ queries: [String]) throws -> [Answer] {
        let path = FileManager.default.temporaryDirectory.appending(path: "cqcq-schema-\(UUID().uuidString).sql")
        try schema.write(to: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: path) }
        let script = repository.appending(path: "scripts/peers/sql_answers.py").path
        let run = try run([script, dialect.rawValue, path.path], input: String(decoding: JSONEncoder().encode(queries), as: UTF8.self))
        guard run.status == 0 else { throw Failure(words: run.errors) }
        return try JSONDecoder().decode([Answer].self, from: Data(run.output.utf8))
    }

    struct Failure: Error, CustomStringConvertible {
        var words: String
        var description: String { words }
    }

    static func run(_ words: [String], program: String = python, input: String) throws -> ChildProcess.Run {
        try ChildProcess.run(program, words, input: input, folder: repository)
    }
}
