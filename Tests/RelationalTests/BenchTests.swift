import Foundation
import Relational
import Testing

/// The queries of the bench beside this project, on its smallest graph.
@Suite struct BenchTests {
    private static let folder: URL? = {
        let folder = ProcessInfo.processInfo.environment["CQCQ_BENCH"].map { URL(filePath: $0) }
            ?? EngineClient.repository.appending(path: "../shared/bench").standardized
        return FileManager.default.fileExists(atPath: folder.appending(path: "generate.py").path) ? folder : nil
    }()

    @Test(
        .enabled(if: folder != nil && !AgreementTests.engines.isEmpty, "there is no bench beside the project, or neither DuckDB nor PostgreSQL"),
        arguments: AgreementTests.engines.filter { $0 != .spark })
    func queries(engine: SQLDialect) throws { try ask(engine) }

    @Test(.enabled(if: folder != nil && EngineClient.hasSpark, "Java 17 or PySpark is not installed; make spark installs PySpark"))
    func queriesOnSpark() throws { try ask(.spark) }

    private func ask(_ engine: SQLDialect) throws {
        let bench = try #require(Self.folder)
        let data = FileManager.default.temporaryDirectory.appending(path: "cqcq-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: data) }
        let made = try EngineClient.run([bench.appending(path: "generate.py").path, "--sf", "0.01", "--out", data.path], input: "")
        try #require(made.status == 0, "\(made.errors)")
        var questions = Questions(engine)
        try questions.open(data.path)
        let names = try FileManager.default.contentsOfDirectory(atPath: bench.appending(path: "queries").path).sorted()
        for name in names where name.wholeMatch(of: /q\d+\.cypher/) != nil {
            let text = try String(contentsOf: bench.appending(path: "queries/\(name)"), encoding: .utf8)
            let isSaid = questions.add(name, text, ordered: Questions.isOrdered(text))
            #expect(isSaid, "\(name)")
        }
        let outcome = try questions.compare()
        for failure in outcome.failures { Issue.record(Comment(rawValue: failure)) }
        print(
            "relational \(engine): of \(questions.asked) queries of the bench \(questions.questions.count) are said in SQL; \(outcome.agreed) agree, "
                + "\(outcome.refused) are refused as they run, \(outcome.failures.count) differ")
        #expect(outcome.agreed == names.filter { $0.wholeMatch(of: /q\d+\.cypher/) != nil }.count)
    }
}
