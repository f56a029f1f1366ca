import Foundation
import Interchange
import PropertyGraph
import QueryGeneration
import Relational
import Testing

/// The same answers here and on other engines, through our SQL.
@Suite struct AgreementTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// Generated queries that are said in SQL and compared, for each engine; `make relational` has 500.
    private static let wanted = environment["CQCQ_QUERIES"].flatMap { Int($0) } ?? 120
    private static let firstSeed = environment["CQCQ_SEED"].flatMap { Int($0) } ?? 0
    private static let queriesOfEach = 120

    /// Spark takes seconds for each query, so that it is asked many only on request.
    static let engines = [SQLDialect.duckdb, .postgres, .spark].filter {
        EngineClient.isThere($0) && ($0 != .spark || environment["CQCQ_SPARK"] != nil)
    }

    @Test(.enabled(if: !engines.isEmpty, "neither DuckDB nor PostgreSQL is installed"), arguments: engines)
    func generatedQueries(engine: SQLDialect) throws {
        var questions = Questions(engine)
        var folders: [GraphFolder] = []
        defer { folders.forEach { $0.remove() } }
        var seed = Self.firstSeed
        while questions.questions.count < Self.wanted, seed < Self.firstSeed + 400 {
            var dice = Dice(seed: 7_000 + seed)
            let graph = try RandomGraph(&dice, size: seed % 3 == 0 ? .tiny : .middling).graph()
            folders.append(try GraphFolder(graph, dropping: true))
            try questions.open(folders[folders.count - 1].path)
            for number in 0..<Self.queriesOfEach where questions.questions.count < Self.wanted {
                let text = RandomQuery.text(&dice)
                questions.add(
                    "seed \(seed), query \(number)", text, parameters: RandomQuery.parameters, ordered: Questions.isOrdered(text))
            }
            seed += 1
        }
        let outcome = try questions.compare(parameters: RandomQuery.parameters)
        for failure in outcome.failures.prefix(5) { Issue.record(Comment(rawValue: failure)) }
        if let path = Self.environment["CQCQ_FAILURES"] { try outcome.failures.joined(separator: "\n\n").write(toFile: path, atomically: true, encoding: .utf8) }
        print(
            "relational \(engine): of \(questions.asked) generated queries \(questions.questions.count) are said in SQL; "
                + "\(outcome.agreed) agree, \(outcome.filled) of them with rows, \(outcome.refused) are refused as they run, \(outcome.failures.count) differ"
                + (outcome.unfinished > 0 ? ", \(outcome.unfinished) take too long here" : ""))
        #expect(outcome.failures.isEmpty)
        #expect(outcome.agreed + outcome.refused + outcome.unfinished == questions.questions.count && outcome.unfinished * 50 <= questions.questions.count)
        #expect(questions.questions.count == Self.wanted && outcome.filled * 3 > outcome.agreed)
        #expect(outcome.refused * 20 < questions.questions.count)
    }
}
