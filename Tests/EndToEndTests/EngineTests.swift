import ChildProcesses
import Foundation
import Testing

/// `--engine`: a client of another engine gets SQL and answers in JSON.
@Suite struct EngineTests {
    private static let folder = Executable.repository.appending(path: "Tests/RelationalTests/Graph").path
    private static let python = Executable.repository.appending(path: ".venv/bin/python").path
    private static let hasDuckDB = FileManager.default.isExecutableFile(atPath: python)
        && (try? Executable.run(["-c", "import duckdb"], program: python).status) == 0

    private static let hasSpark = FileManager.default.isExecutableFile(atPath: "/usr/bin/java")
        && (try? Executable.run(["-c", "import pyspark"], program: python).status) == 0

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
        // On a busy machine it may take the client a while to begin.
        let run = try ask("duckdb: sleep 600 & echo $! > '\(file)'; wait", "MATCH (p:Person) RETURN p.name", ["--timeout", "3s"])
        #expect(run.status == 124 && run.errors.contains("[TimeLimit]"), "\(run)")
        let process = try #require(Int32(String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")[0]))
        // It may stay as a zombie for whoever has taken it in, and be seen a moment before it ends.
        func isThere() -> Bool { (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.split(separator: " ")[2] ?? "Z" != "Z" }
        for _ in 0..<1000 where isThere() { usleep(10_000) }
        #expect(!isThere())
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

    @Test func anErrorPointsAtTheClause() throws {
        let query = "MATCH (p:Person)\nWITH p.name AS name, p.age AS age ORDER BY age LIMIT 2\nRETURN name, age * 2 AS twice"
        for (line, words) in [(2, "(p:Person)"), (8, "p.name AS name"), (14, "name, age * 2")] {
            let run = try ask("duckdb: echo 'Conversion Error: no' >&2; echo 'LINE \(line): SELECT' >&2; exit 1", query)
            #expect(run.status == 1 && run.errors.contains("Conversion Error") && run.errors.contains(words), "\(line): \(run)")
        }
        let nowhere = try ask("duckdb: echo broken >&2; exit 1", "MATCH (p:Person) RETURN p.name")
        #expect(nowhere.errors.contains("1:1: error") && nowhere.errors.contains("broken [EngineFailed]"), "\(nowhere)")
    }

    /// psql ends well after an error where a script around it sets no ON_ERROR_STOP.
    @Test func anErrorIsNoEmptyAnswer() throws {
        let home = try TemporaryFolder()
        let (client, sent) = (home.url.appending(path: "psql").path, home.url.appending(path: "sent.sql").path)
        try "#!/bin/sh\ncat > '\(sent)'\necho 'psql:<stdin>:3: ERROR:  cannot pass more than 100 arguments' >&2\n".write(toFile: client, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: client)
        let run = try ask("postgres: PGOPTIONS='-c search_path=kb' '\(client)' -q", "MATCH (p:Person) RETURN p.name")
        #expect(run.errors.contains("cannot pass more than 100 arguments [EngineFailed]") && run.status == 1, "\(run)")
        #expect(try String(contentsOfFile: sent, encoding: .utf8).hasPrefix("\\set QUIET on\n\\set ON_ERROR_STOP on\n"))
        let warned = try ask("postgres: echo 'NOTICE:  identifier will be truncated' >&2; echo '{\"c0\": 1}'", "MATCH (p:Person) RETURN p.age AS age")
        #expect(warned.status == 0 && warned.output.contains("1"), "\(warned)")
    }

    /// The script of a client in Python has lines of its own.
    @Test func anExceptionOfTheClientIsItsLastWords() throws {
        let calls = #"Traceback (most recent call last):\n  File \"client.py\", line 2, in <module>\n    ask()\n    ^^^^^\n"#
        let query = "MATCH (p:Person)\nRETURN p.name"
        let plain = try ask("duckdb: printf '\(calls)_duckdb.OutOfRangeException: Out of Range Error: Overflow\\n' >&2; exit 1", query)
        #expect(plain.errors.contains(":1:1: error:") && plain.errors.contains("says: Out of Range Error: Overflow [EngineFailed]"), "\(plain)")
        let placed = try ask("duckdb: printf '\(calls)_duckdb.BinderException: Binder Error: no\\n\\nLINE 2: FROM x\\n        ^\\n' >&2; exit 1", query)
        #expect(placed.errors.contains("says: Binder Error: no LINE 2: FROM x ^ [EngineFailed]"), "\(placed)")
    }

    /// What the rows show to have another meaning is answered here where the tables are small, and else refused at its place.
    @Test(.enabled(if: hasDuckDB, "DuckDB is not in .venv"))
    func rowsThatAreNotSQLPointIntoTheQuery() throws {
        let home = try TemporaryFolder()
        let (database, client) = (home.url.appending(path: "graph.duckdb").path, home.url.appending(path: "client.py").path)
        // With a further word it does not count, so that nothing is known of the tables' size.
        try """
            import duckdb, sys
            sql = sys.stdin.read()
            if 'count(*)' in sql and len(sys.argv) > 2: raise SystemExit('no more')
            for row in duckdb.connect(sys.argv[1]).execute(sql).fetchall(): print(row[0])

            """.write(toFile: client, atomically: true, encoding: .utf8)
        let schema = try Executable.run(["sql", "--schema", Self.folder, "--dialect", "duckdb"]).output
        try #require(Executable.run(["-c", "import duckdb, sys\nduckdb.connect(sys.argv[1]).execute(sys.stdin.read())", database], program: Self.python, input: schema).status == 0)
        let queries = [
            ("toUpper(p.name)", "MATCH (p:Person) RETURN toUpper(p.name) AS name", "toUpper() of text beyond ASCII"),
            ("sqrt(0.0 - p.height)", "MATCH (p:Person) WHERE sqrt(0.0 - p.height) > 1 RETURN p.name AS name", "sqrt() of a negative number"),
            ("(0.0 - p.height) ^ 0.5", "MATCH (p:Person)\nWITH (0.0 - p.height) ^ 0.5 AS root\nRETURN root", "a power that is not a finite number"),
        ]
        for (part, query, words) in queries {
            let small = try ask("duckdb: \(Self.python) \(client) \(database)", query)
            #expect(small == (try Executable.run(["--load", Self.folder, "-c", query])) && small.status == 0, "\(small)")
            let refused = try ask("duckdb: \(Self.python) \(client) \(database) once", query)
            let start = try #require(query.firstRange(of: part)).lowerBound
            let line = query[..<start].split(separator: "\n", omittingEmptySubsequences: false)
            #expect(refused.errors.contains(":\(line.count):\(line[line.count - 1].count + 1): error: \(words) cannot be said in SQL with the same meaning [NotInSQL]"), "\(refused)")
            #expect(refused.errors.contains(String(repeating: "^", count: part.count) + "\n") && refused.status == 1, "\(refused)")
        }
    }

    @Test func controlCEndsTheClient() throws {
        let home = try TemporaryFolder()
        let file = home.url.appending(path: "process").path
        let process = try ChildProcess(
            Executable.path,
            [
                "--no-config", "--engine", "duckdb: sleep 600 & echo $! > '\(file)'; wait", "--load", Self.folder, "-c", "MATCH (p:Person) RETURN p.name",
            ], environment: Executable.environment(home: home.url.path), folder: Executable.repository)
        for _ in 0..<600 where (try? String(contentsOfFile: file, encoding: .utf8))?.hasSuffix("\n") != true { usleep(50_000) }
        process.send(SIGINT)
        #expect(process.wait() == 130)
        let client = try #require(Int32(String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")[0]))
        // It is killed, and may take a moment to be gone.
        var state: Substring? = "?"
        for _ in 0..<100 where state != nil && state != "Z" {
            state = (try? String(contentsOfFile: "/proc/\(client)/stat", encoding: .utf8))?.split(separator: " ")[2]
            usleep(50_000)
        }
        #expect(state == nil || state == "Z")
    }

    @Test func theShellSaysTheLastQueryInSQL() throws {
        let run = try Executable.run(["--load", Self.folder], input: "MATCH (p:Person) RETURN count(p) AS n;\n:sql duckdb\n:sql postgres MATCH (c:City) RETURN c.name\n:sql oracle RETURN 1\n")
        #expect(run.output.contains("SELECT count(") && run.output.contains("FROM nodes_Person"), "\(run)")
        #expect(run.errors.contains("oracle") && run.errors.contains("duckdb"), "\(run)")
        let own = try Executable.run([], input: ":sql spark MATCH (n) RETURN count(n) AS n\n")
        #expect(own.errors.contains("[NoTables]") && own.status == 1, "\(own)")
    }

    @Test(.enabled(if: hasSpark, "Java 17 or PySpark is not installed; make spark installs PySpark"))
    func sparkAnswersThroughItsOwnClient() throws {
        let home = try TemporaryFolder()
        let (tables, client) = (home.url.appending(path: "tables.sql").path, home.url.appending(path: "spark-sql").path)
        try Executable.run(["sql", "--schema", Self.folder, "--dialect", "spark"]).output.write(toFile: tables, atomically: true, encoding: .utf8)
        let place = try Executable.run(["-c", "import pyspark, os; print(os.path.dirname(pyspark.__file__), end='')"], program: Self.python).output
        try """
            #!/bin/sh
            export SPARK_LOCAL_IP=127.0.0.1
            cd '\(home.url.path)' && exec '\(place)/bin/spark-sql' -S --master 'local[1]' --conf spark.ui.enabled=false \
                --conf spark.sql.catalogImplementation=in-memory -i '\(tables)' -f /dev/stdin
            """.write(toFile: client, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: client)
        let query = "MATCH (p:Person)-[:LIVES_IN]->(c) RETURN p.name AS name, p.age AS age, p.born AS born, c AS city ORDER BY name"
        let there = try ask(client, query, ["--format", "json"])
        #expect(there.output == (try Executable.run(["--load", Self.folder, "-c", query, "--format", "json"]).output) && there.status == 0, "\(there)")
    }
}
