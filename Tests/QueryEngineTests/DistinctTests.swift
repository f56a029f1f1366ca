import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Aggregates of DISTINCT values are the same on one core and on several, which put together what each of them has met.
struct DistinctTests {
    private func answer(_ text: String, workers: Int) throws -> [[Value]] {
        let limits = Limits(sharing: Sharing(workers: workers, leastSteps: 0, leastRows: 2))
        let cursor = try Engine(graph: GraphBuilder().build()).prepare(SourceText(text)).run(limits: limits)
        var rows: [[Value]] = []
        while let batch = try cursor.next() { rows += batch.map { $0 } }
        return rows
    }

    /// Each with how many there are, computed by hand.
    @Test(arguments: [
        ("count(DISTINCT x % 70000)", 70_000), ("count(DISTINCT [x % 300, x % 301])", 90_300), ("count(DISTINCT toFloat(x % 50000) / 4)", 50_000),
        ("count(DISTINCT CASE WHEN x % 3 = 0 THEN null ELSE x % 60000 END)", 40_000), ("count(DISTINCT date('2000-01-01') + duration({days: x % 30000}))", 30_000),
        ("count(DISTINCT toString(x % 40000))", 40_000), ("count(DISTINCT CASE WHEN x > 60000 THEN x % 1000 + 0.5 ELSE x END)", 61_000),
        ("count(DISTINCT [x % 2, null, x % 50000])", 50_000),
    ])
    func isTheSame(_ aggregate: String, _ wanted: Int) throws {
        let text = "UNWIND range(1, 120000) AS x RETURN \(aggregate) AS n"
        for workers in [1, 2, 3] { #expect(try answer(text, workers: workers) == [[.integer(wanted)]], "\(workers)") }
    }

    /// How a group and a value are written, and what they are in Swift; nil is null.
    struct Pairs: CustomTestStringConvertible {
        let group, value: String
        let groupOf: @Sendable (Int) -> Int
        let valueOf: @Sendable (Int) -> Int?
        /// From what the value is in the query to a number.
        var number = "v"

        var testDescription: String { "\(value) by \(group)" }
    }

    /// Of few groups and of many; some have values that lie far from those that came first, or more groups later on.
    private static let pairs = [
        Pairs(group: "x % 3", value: "x % 7001", groupOf: { $0 % 3 }, valueOf: { $0 % 7001 }),
        Pairs(group: "x % 3", value: "CASE WHEN x > 35000 THEN x * 1000000 ELSE x % 5000 END", groupOf: { $0 % 3 }, valueOf: { $0 > 35000 ? $0 * 1_000_000 : $0 % 5000 }),
        Pairs(group: "CASE WHEN x > 30000 THEN x % 9000 ELSE x % 3 END", value: "x % 6000", groupOf: { $0 > 30000 ? $0 % 9000 : $0 % 3 }, valueOf: { $0 % 6000 }),
        Pairs(group: "x % 4", value: "CASE WHEN x % 5 = 0 THEN null ELSE x % 4999 END", groupOf: { $0 % 4 }, valueOf: { $0 % 5 == 0 ? nil : $0 % 4999 }),
        Pairs(
            group: "x % 3", value: "date('2001-01-01') + duration({days: x % 3001})", groupOf: { $0 % 3 }, valueOf: { $0 % 3001 },
            number: "duration.inDays(date('2001-01-01'), v).days"),
        Pairs(group: "x % 3", value: "toString(x % 3500)", groupOf: { $0 % 3 }, valueOf: { $0 % 3500 }, number: "toInteger(v)"),
        Pairs(group: "x % 5000", value: "x % 7 = 0", groupOf: { $0 % 5000 }, valueOf: { $0 % 7 == 0 ? 1 : 0 }, number: "toInteger(v)"),
        Pairs(group: "x % 2", value: "CASE WHEN x > 20000 THEN toFloat(x % 4000) ELSE x % 4000 END", groupOf: { $0 % 2 }, valueOf: { $0 % 4000 }, number: "toInteger(v)"),
    ]

    @Test(arguments: pairs)
    func groups(_ pairs: Pairs) throws {
        let count = 40_000
        var values: [Int: [Int]] = [:]
        var met: Set<[Int]> = []
        for x in 1...count {
            let group = pairs.groupOf(x)
            values[group, default: []] += []
            if let value = pairs.valueOf(x), met.insert([group, value]).inserted { values[group]!.append(value) }
        }
        let rows = "UNWIND range(1, \(count)) AS x WITH \(pairs.group) AS g, \(pairs.value) AS v "
        let expected = values.sorted { $0.key < $1.key }
        for workers in [1, 2, 3] {
            let counts = try answer(rows + "RETURN g, count(DISTINCT v) AS n ORDER BY g", workers: workers)
            #expect(counts == expected.map { [.integer($0.key), .integer($0.value.count)] }, "\(workers)")
            let all = try answer(rows + "WITH g, collect(DISTINCT v) AS vs RETURN g, [v IN vs | \(pairs.number)] AS vs ORDER BY g", workers: workers)
            #expect(all == expected.map { [.integer($0.key), .list(ValueList($0.value.map { .integer($0) }))] }, "\(workers)")
            let sums = try answer(rows + "WITH g, \(pairs.number) AS n RETURN g, sum(DISTINCT n), avg(DISTINCT n), percentileDisc(DISTINCT n, 1.0) ORDER BY g", workers: workers)
            #expect(sums == expected.map { group, values in
                let sum = values.reduce(0, +)
                return [.integer(group), .integer(sum), .float(Double(sum) / Double(values.count)), .integer(values.max()!)]
            }, "\(workers)")
        }
    }
}
