import Foundation
import Testing

/// `--engine`: a client of another engine gets SQL and answers in JSON.
@Suite struct EngineTests {
    private static let folder = Executable.repository.appending(path: "Tests/RelationalTests/Graph").path
    private static let python = Executable.repository.appending(path: ".venv/bin/python").path
    private static let hasDuckDB = FileManager.default.isExecutableFile(atPath: python)
        && (try? Executable.run(["-c", "import duckdb"], program: python).status) == 0

    private func ask(_ engine: String, _ query: String, _ more: [String] = [], environment: [String: String]? = nil) throws -> Executable.Run {
        try Executable.run(["--engine", engine, "--load", Self.folder, "-c", query] + more, environment: environment)
    }

    @Test func theClientGetsSQLAndItsRowsAreValues() throws {
        let home = try TemporaryFolder()
        let copy = home.url.appending(path: "sent.sql").path
        let run = try ask(
            "postgres: cat > '\(copy)'; echo '{\"c0\": \"Ada\", \"c1\": 36, \"c2\": 1.5, \"c3\": \"2020-02-29\"}'",
            "MATCH (p:Person) RETURN p.name AS name, p.age AS age, p.height AS height, p.born AS born", ["--format", "json"])
        #expect(run.output == "[\n  {\"name\": \"Ada\", \"age\": 36, \"height\": 1.5, \"born\": \"2020-02-29\"}\n]\n" && run.status == 0, "\(run)")
        let sent = try String(contentsOfFile: copy, encoding: .utf8)
        #expect(sent.contains("json_build_object('c0', result.c0") && sent.hasSuffix(";\n"))
    }

    @Test(.enabled(if: hasDuckDB, "DuckDB is not in .venv"))
    func answersAreThoseOfThisEngine() throws {
        let home = try TemporaryFolder()
        let (database, client) = (home.url.appending(path: "graph.duckdb").path, home.url.appending(path: "client.py").path)
        try "import duckdb, sys\nfor row in duckdb.connect(sys.argv[1]).execute(sys.stdin.read()).fetchall(): print(row[0])\n"
            .write(toFile: client, atomically: true, encoding: .utf8)
        let schema = try Executable.run(["sql", "--schema", Self.folder, "--dialect", "duckdb"]).output
        let made = try Executable.run(["-c", "import duckdb, sys\nduckdb.connect(sys.argv[1]).execute(sys.stdin.read())", database], program: Self.python, input: schema)
        try #require(made.status == 0, "\(made.errors)")
        let queries = [
            "MATCH (p:Person) RETURN p.name, p.age, p.height, p.born, p.member ORDER BY p.name DESC",
            "MATCH (a:Person)-[r:KNOWS*1..2]->(b) RETURN a.name, b.name, size(r) AS n ORDER BY a.name, b.name, n",
            "MATCH (p:Person {name: $name}) OPTIONAL MATCH (p)-[:LIVES_IN]->(c) RETURN p.name, c.name",
            "MATCH (p:Person {name: 'Nobody'}) RETURN p.name",
        ]
        for (format, queries) in [("json", queries), ("table", [queries[0]]), ("csv", [queries[2]]), ("markdown", [queries[1]])] {
            for query in queries {
                let more = ["--format", format, "--param", "name=Ada"]
                let there = try ask("duckdb: \(Self.python) \(client) \(database)", query, more)
                let here = try Executable.run(["--load", Self.folder, "-c", query] + more)
                #expect(there == here, "\(format) \(query)")
            }
        }
        let nodes = try ask("duckdb: \(Self.python) \(client) \(database)", "MATCH (c:Capital) RETURN c", ["--format", "jsonl"])
        #expect(nodes.output.contains(#""labels": ["City", "Capital"]"#) && nodes.output.contains(#""size": 9000000"#), "\(nodes)")
    }

    @Test func aTimeLimitEndsTheClient() throws {
        let home = try TemporaryFolder()
        let file = home.url.appending(path: "process").path
        let run = try ask("duckdb: sleep 600 & echo $! > '\(file)'; wait", "MATCH (p:Person) RETURN p.name", ["--timeout", "500ms"])
        #expect(run.status == 124 && run.errors.contains("[TimeLimit]"), "\(run)")
        let process = try #require(Int32(String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")[0]))
        // It may stay as a zombie for whoever has taken it in.
        let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.split(separator: " ")[2]
        #expect(state == nil || state == "Z")
    }

    @Test func enginesHaveNames() throws {
        let home = try TemporaryFolder()
        let settings = home.url.appending(path: ".config/cqcq")
        try FileManager.default.createDirectory(at: settings, withIntermediateDirectories: true)
        try "# by name\nlake = duckdb: echo '{\"c0\": 7}'\n".write(to: settings.appending(path: "engines"), atomically: true, encoding: .utf8)
        let run = try ask("lake", "MATCH (p:Person) RETURN p.age AS age", ["--format", "csv"], environment: Executable.environment(home: home.url.path))
        #expect(run.output == "age\n7\n", "\(run)")
        #expect(try ask("pond", "RETURN 1").errors.contains("[UnknownEngine]"))
    }

    @Test func whatCannotBeSaidIsNotSent() throws {
        let run = try ask("duckdb: echo sent >&2; exit 1", "MATCH (p:Person) RETURN id(p)")
        #expect(run.errors.contains("[NotInSQL]") && !run.errors.contains("sent") && run.status == 1, "\(run)")
        #expect(try ask("duckdb: echo sent >&2; exit 1", "CREATE (:Person)").errors.contains("[NotInSQL]"))
        let safe = try ask("duckdb: echo sent >&2; exit 1", "MATCH (p:Person) RETURN p.age", ["--safe"])
        #expect(safe.errors.contains("[NotPermitted]"), "\(safe)")
    }
}
