import Foundation
import QueryEngine
import QueryGeneration
import Testing

/// Generated queries over generated graphs: all ways to run them must give one answer (`Configuration`).
/// `CQCQ_KIND=tiny CQCQ_SEED=n` runs the one graph of that seed, `CQCQ_SEEDS=n` that many graphs.
@Suite struct DifferentialTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// Graphs for the tests of each kind, and how many comparisons these make at least.
    private static let graphs: [Campaign.Kind: (count: Int, least: Int)] = [
        .tiny: (200, 4000), .middling: (40, 300), .large: (8, 10), .writes: (120, 600), .laws: (48, 300),
    ]
    private static let parts = 4

    struct Share: Sendable, CustomTestStringConvertible {
        var kind: Campaign.Kind
        var seeds: [Int]
        var least: Int
        var testDescription: String { "\(kind) from \(seeds.first ?? 0)" }
    }

    static var shares: [Share] {
        if let seed = environment["CQCQ_SEED"].flatMap({ Int($0) }), let kind = environment["CQCQ_KIND"].flatMap({ Campaign.Kind(rawValue: $0) }) {
            return [Share(kind: kind, seeds: [seed], least: 0)]
        }
        return Campaign.Kind.allCases.flatMap { kind in
            let (usual, least) = graphs[kind]!
            let count = environment["CQCQ_SEEDS"].flatMap { Int($0) } ?? usual
            return (0..<parts).map { part in
                Share(kind: kind, seeds: (0..<count).filter { $0 % parts == part }, least: count < usual ? 0 : least / parts)
            }
        }
    }

    @Test(arguments: shares)
    func allWaysAgree(share: Share) {
        let campaign = Campaign(share.kind)
        var tally = Tally()
        var reports: [String] = []
        for seed in share.seeds where reports.count < 5 { reports += campaign.run(seed: seed, tally: &tally) }
        for report in reports { Issue.record(Comment(rawValue: report)) }
        let runs = tally.counts.filter { $0.key.hasSuffix("per batch") }.values
        print(
            "differential \(share.kind): \(tally.queries) queries, \(tally.empty) of them without rows; "
                + "\(runs.reduce(0) { $0 + $1.agreed }) of \(runs.reduce(0) { $0 + $1.run }) comparisons agree; \(tally.skipped) too large")
        guard share.least > 0 else { return }
        #expect(runs.reduce(0) { $0 + $1.agreed } >= share.least)
        #expect(tally.empty * 3 <= tally.queries * 2 + 10)
        #expect(Configuration.batchSizes.allSatisfy { share.kind == .large || tally.counts["\($0) rows per batch"] != nil })
    }

    /// An agreement says something of a rule only where the rule was at work: plans differ without it.
    @Test func everyRuleIsAtWork() throws {
        // Which aggregations may be shared is not part of a plan's text.
        let rules = Engine.optimiserRules.filter { $0 != "grouping on all cores" }
        var atWork: [String: Int] = [:]
        var plans = 0
        for seed in 0..<60 {
            var dice = Dice(seed: seed)
            let random = RandomGraph(&dice)
            let comparison = Comparison(try random.graph(), parameters: RandomQuery.parameters)
            for number in 0..<10 {
                let text =
                    switch number {
                    case ..<7: RandomQuery.text(&dice)
                    case 7: WalkTests.query(&dice)
                    case 8: CycleTests.query(&dice)
                    default: WalkTests.shortestQuery(&dice)
                    }
                let plan = comparison.plan(text)
                plans += 1
                for rule in rules where comparison.plan(text, without: [rule]) != plan { atWork[rule, default: 0] += 1 }
            }
        }
        print("differential: of \(plans) plans \(rules.map { "\(atWork[$0] ?? 0) with \($0)" }.joined(separator: ", "))")
        for rule in rules { #expect(atWork[rule, default: 0] >= 3, "\(rule)") }
    }

    /// Writes the graphs and queries as lines of JSON to the file that `CQCQ_DIFFERENTIAL_OUT` names, for other engines.
    @Test(.enabled(if: environment["CQCQ_DIFFERENTIAL_OUT"] != nil, "it writes queries for other engines, only on request; make differential"))
    func writesQueries() throws {
        let path = try #require(Self.environment["CQCQ_DIFFERENTIAL_OUT"])
        var lines = Data()
        for seed in 0..<(Self.environment["CQCQ_SEEDS"].flatMap { Int($0) } ?? 300) {
            var dice = Dice(seed: seed)
            let random = RandomGraph(&dice, isWide: false)
            let comparison = Comparison(try random.graph())
            let answers = (0..<10).map { _ in comparison.export(RandomQuery.text(&dice, isWide: false)) }
            let line: [String: Any] = ["seed": seed, "graph": random.script, "answers": answers]
            lines += try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys]) + [10]
        }
        try lines.write(to: URL(filePath: path))
    }
}
