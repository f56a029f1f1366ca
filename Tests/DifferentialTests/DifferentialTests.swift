import Foundation
import Testing

/// Generated queries over generated graphs: the engine and the naive evaluator must agree.
/// `CQCQ_SEED=n` runs the one graph of that seed; `CQCQ_SEEDS=n` as many graphs as wanted.
@Suite struct DifferentialTests {
    static let queriesAGraph = 10
    static let parts = 4
    static let graphs = 300

    static var seeds: [[Int]] {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["CQCQ_SEED"].flatMap({ Int($0) }) { return [[seed]] }
        let count = environment["CQCQ_SEEDS"].flatMap { Int($0) } ?? graphs
        return (0..<parts).map { part in (0..<count).filter { $0 % parts == part } }
    }

    @Test(arguments: seeds)
    func enginesAgree(seeds: [Int]) throws {
        var (same, empty, skipped, reported) = (0, 0, 0, 0)
        for seed in seeds where reported < 5 {
            var dice = Dice(seed: seed)
            let random = RandomGraph(&dice)
            let comparison = Comparison(try random.graph())
            for _ in 0..<Self.queriesAGraph {
                let text = RandomQuery.text(&dice)
                switch comparison.outcome(text) {
                case .same(let rows):
                    same += 1
                    if rows == 0 { empty += 1 }
                case .skipped: skipped += 1
                case .different:
                    reported += 1
                    Issue.record(Comment(rawValue: Self.report(seed, random, comparison, text)))
                }
            }
        }
        print("differential: \(same) queries agree, \(empty) of them without rows; \(skipped) too large")
        #expect(skipped * 10 <= same + 10)
        #expect(empty * 3 <= same * 2 + 10)
    }

    /// An agreement says something of a rule only where the rule was at work.
    @Test func everyRuleIsAtWork() throws {
        let signs = [
            "Filter", "Top", "NodeByKeySeek", "NodeByLabelScan", "SemiJoin", "AntiJoin", "counted", "first only", "Reach",
            "each end once",
        ]
        var seen: [String: Int] = [:]
        for seed in 0..<100 {
            var dice = Dice(seed: seed)
            let random = RandomGraph(&dice)
            let comparison = Comparison(try random.graph())
            for _ in 0..<Self.queriesAGraph {
                let plan = comparison.plan(RandomQuery.text(&dice))
                for sign in signs where plan.contains(sign) { seen[sign, default: 0] += 1 }
            }
        }
        print("differential: of 1000 plans \(signs.map { "\(seen[$0] ?? 0) with \($0)" }.joined(separator: ", "))")
        for sign in signs { #expect(seen[sign, default: 0] >= 5, "\(sign)") }
    }

    /// Writes the graphs and queries as lines of JSON to the file that `CQCQ_DIFFERENTIAL_OUT` names, for other engines.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CQCQ_DIFFERENTIAL_OUT"] != nil, "no file asked for"))
    func writesQueries() throws {
        let path = try #require(ProcessInfo.processInfo.environment["CQCQ_DIFFERENTIAL_OUT"])
        var lines = Data()
        for seed in Self.seeds.flatMap({ $0 }).sorted() {
            var dice = Dice(seed: seed)
            let random = RandomGraph(&dice)
            let comparison = Comparison(try random.graph())
            let answers = (0..<Self.queriesAGraph).map { _ in comparison.export(RandomQuery.text(&dice)) }
            let line: [String: Any] = ["seed": seed, "graph": random.script, "answers": answers]
            lines += try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys]) + [10]
        }
        try lines.write(to: URL(filePath: path))
    }

    private static func report(_ seed: Int, _ random: RandomGraph, _ comparison: Comparison, _ text: String) -> String {
        let kind = kind(of: comparison.outcome(text))
        let small = Shrinker { Self.kind(of: comparison.outcome($0)) == kind }.shrink(text)
        guard case .different(let engine, let naive) = comparison.outcome(small) else { return text }
        return """

            CQCQ_SEED=\(seed)
            graph:
                \(random.script.joined(separator: ";\n    "));
            generated: \(text)
            query: \(small)
            engine:
                \(engine)
            naive:
                \(naive)
            """
    }

    /// Rows that differ stay rows that differ while a query shrinks, and a fault stays a fault.
    private static func kind(of outcome: Comparison.Outcome) -> [Bool]? {
        guard case .different(let engine, let naive) = outcome else { return nil }
        return [engine, naive].map { $0.hasPrefix("fault:") }
    }
}
