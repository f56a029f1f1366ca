import Foundation
import Testing

/// kb/ written as tables, which DuckDB has: commands and reports give the same bytes through --engine as here.
@Suite struct KnowledgeOnEngineTests {
    private static let python = Executable.repository.appending(path: ".venv/bin/python").path
    private static let hasDuckDB = FileManager.default.isExecutableFile(atPath: python)
        && (try? Executable.run(["-c", "import duckdb"], program: python).status) == 0

    /// The tables as a folder and as a file of DuckDB, and a client for it.
    private struct Tables {
        let home: TemporaryFolder
        var folder: String { home.url.appending(path: "tables").path }
        var engine: String { "duckdb: '\(python)' '\(home.url.path)/client.py' '\(home.url.path)/kb.duckdb'" }

        init() throws {
            home = try TemporaryFolder()
            let exported = try Executable.run(["export", home.url.appending(path: "tables").path, "--format", "csv"])
            try #require(exported.status == 0, "\(exported.errors)")
            try "import duckdb, sys\nfor row in duckdb.connect(sys.argv[1], read_only=True).execute(sys.stdin.read()).fetchall(): print(row[0])\n"
                .write(toFile: home.url.path + "/client.py", atomically: true, encoding: .utf8)
            let schema = try Executable.run(["sql", "--schema", folder, "--dialect", "duckdb"]).output
            let made = try Executable.run(
                ["-c", "import duckdb, sys\nduckdb.connect(sys.argv[1]).execute(sys.stdin.read())", home.url.path + "/kb.duckdb"], program: python, input: schema)
            try #require(made.status == 0, "\(made.errors)")
        }

        func run(_ statement: String, onEngine: Bool, _ more: [String] = ["--format", "csv"]) throws -> Executable.Run {
            try Executable.run((onEngine ? ["--engine", engine] : []) + ["--load", folder, "-c", statement] + more)
        }
    }

    private static func files(_ folder: String, _ name: (String) -> String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Executable.repository.appending(path: folder).path).sorted().map(name)
    }

    /// The first example of each command and of each report.
    private static func statements() throws -> [String] {
        var statements: [String] = []
        for file in try files("kb/commands", { $0 }) where file.hasSuffix(".cypher") {
            let text = try String(contentsOf: Executable.repository.appending(path: "kb/commands/\(file)"), encoding: .utf8)
            statements += text.matches(of: /\/\/ example: (.*)/).prefix(1).map { String($0.output.1) }
        }
        for report in try files("kb/reports", { $0 }) {
            let path = Executable.repository.appending(path: "kb/reports/\(report)/report.yaml").path
            guard let text = try? String(contentsOfFile: path, encoding: .utf8), let example = text.firstMatch(of: /examples:\n  - ([^\n]*)/) else { continue }
            let words = String(example.output.1).replacing("\"", with: "").components(separatedBy: " -")[0]
            statements.append(":report \(words) --format csv")
        }
        return statements
    }

    @Test(.enabled(if: hasDuckDB, "DuckDB is not in .venv")) func answersAreTheSameBytes() throws {
        let tables = try Tables()
        let statements = try Self.statements()
        #expect(statements.count > 30)
        var filled = 0
        for statement in statements {
            let here = try tables.run(statement, onEngine: false)
            let there = try tables.run(statement, onEngine: true)
            if statement.hasPrefix("propose") || statement.hasPrefix("withdraw") {
                #expect(there.status == 1 && there.errors.contains("[NotInSQL]") && there.output.isEmpty, "\(statement): \(there)")
                continue
            }
            #expect(there.output == here.output && there.status == here.status, "\(statement)\n\(there.errors)")
            if here.status == 0, here.output.count(where: { $0 == "\n" }) > 1 { filled += 1 }
        }
        #expect(filled > 18)
    }

    @Test(.enabled(if: hasDuckDB, "DuckDB is not in .venv")) func daysAreFilters() throws {
        let tables = try Tables()
        for more in [["--as-of", "2021-07-28"], ["--as-of", "2026-11-01", "--known-on", "2024-01-01"], ["--known-on", "2022-01-01"]] {
            for query in [
                "MATCH (n) RETURN labels(n)[0] AS kind, count(*) AS n ORDER BY kind",
                "MATCH (a)-[r]->(b) RETURN type(r) AS type, count(*) AS n ORDER BY type",
                "MATCH (c:KLOE)-[:ANSWERS]->(k) RETURN k.title AS title, count(*) AS n ORDER BY title",
                "USE cqcq.asOf(date('2019-01-01')) MATCH (n:Criterion) RETURN n.framework AS framework, count(*) AS n ORDER BY framework",
                "USE cqcq.all() MATCH (n:Framework) RETURN count(*) AS n",
            ] {
                let here = try tables.run(query, onEngine: false, more + ["--format", "csv"])
                let there = try tables.run(query, onEngine: true, more + ["--format", "csv"])
                #expect(there == here && here.status == 0, "\(more) \(query)")
            }
        }
        let report = ":report gaps well-led --format json"
        #expect(
            try tables.run(report, onEngine: true, ["--as-of", "2022-06-01"]).output.replacing(/; answered by: [^"]*/, with: "")
                == tables.run(report, onEngine: false, ["--as-of", "2022-06-01"]).output)
    }

    /// What is computed here fails at its own place in the query.
    @Test(.enabled(if: hasDuckDB, "DuckDB is not in .venv")) func errorsOfTheRestPointIntoTheQuery() throws {
        let tables = try Tables()
        let query = "MATCH (k:KeyQuestion)\nWITH [x IN [k.code] | x] AS codes\nRETURN codes[0] / 2 AS half"
        let here = try tables.run(query, onEngine: false)
        let there = try tables.run(query, onEngine: true)
        #expect(there == here && here.status == 1 && here.errors.contains("3:8: error"), "\(there)\n\(here)")
    }
}
