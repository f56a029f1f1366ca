import Foundation
import Relational
import Testing

/// Tables over Parquet files, which the statements of `--schema` read where they lie.
@Suite struct ParquetTests {
    private static let graph = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Graph").path

    private func folder(_ name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-parquet-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Runs statements in DuckDB, in a database of its own.
    private func duckdb(_ statements: String) throws {
        let made = try EngineClient.run(["-c", "import duckdb, sys; duckdb.connect().execute(sys.stdin.read())"], input: statements)
        try #require(made.status == 0, "\(made.errors)")
    }

    @Test(.enabled(if: EngineClient.hasDuckDB, "DuckDB is not in .venv; make test installs it"))
    func answersAreThoseOfTheSameGraph() throws {
        let files = try folder("files")
        defer { try? FileManager.default.removeItem(at: files) }
        try FileManager.default.copyItem(atPath: Self.graph + "/schema.json", toPath: files.path + "/schema.json")
        var statements = try SchemaStatements(RelationalSchema.read(directory: Self.graph), .duckdb, directory: Self.graph).text()
        for table in ["nodes_Person", "nodes_City", "nodes_Capital", "rels_KNOWS", "rels_LIVES_IN"] {
            let columns = table.hasPrefix("rels") ? "* EXCLUDE (_rel)" : "*"
            statements += "COPY (SELECT \(columns) FROM \(table)) TO '\(files.path)/\(table).parquet' (FORMAT parquet);\n"
        }
        try duckdb(statements)
        for dialect in [SQLDialect.duckdb, .spark] where dialect == .duckdb || EngineClient.hasSpark {
            var questions = Questions(dialect)
            try questions.open(files.path, original: Self.graph)
            for query in [
                "MATCH (p:Person) RETURN p.name, p.age, p.height, p.born, p.member",
                "MATCH (a:Person)-[r:KNOWS]->(b:Person)-[s:KNOWS]->(c) RETURN a.name, r.since, s.since, c.name",
                "MATCH (p:Person)-[:LIVES_IN]->(c:City) RETURN c.name AS city, count(*) AS n, avg(p.height) AS mean ORDER BY city",
            ] {
                let isSaid = questions.add(query, query, ordered: Questions.isOrdered(query))
                #expect(isSaid)
            }
            let outcome = try questions.compare()
            #expect(outcome.failures.isEmpty && outcome.agreed == 3 && outcome.filled == 3, "\(dialect): \(outcome.failures)")
        }
    }

    @Test(.enabled(if: EngineClient.hasDuckDB, "DuckDB is not in .venv; make test installs it"))
    func floatsThatAreNotFiniteAreRefused() throws {
        let files = try folder("odd")
        defer { try? FileManager.default.removeItem(at: files) }
        try #"{"nodes": {"A": {"cols": [["id", "INT64"], ["x", "DOUBLE"]]}}, "rels": {}}"#
            .write(to: files.appending(path: "schema.json"), atomically: true, encoding: .utf8)
        try duckdb("COPY (SELECT 1 AS id, CAST('NaN' AS DOUBLE) AS x) TO '\(files.path)/nodes_A.parquet' (FORMAT parquet)")
        let schema = try SchemaStatements(RelationalSchema.read(directory: files.path), .duckdb, directory: files.path).text()
        let answers = try EngineClient.answers(.duckdb, schema: schema, ["SELECT CAST(x AS VARCHAR) FROM nodes_A;"])
        guard case .error(let words)? = answers.first else {
            Issue.record("NaN is read")
            return
        }
        #expect(words.contains("not a finite number"))
    }
}
