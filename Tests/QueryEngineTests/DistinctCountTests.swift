import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// count(DISTINCT …) of many values is the same on one core and on several, which put together what each of them has met.
struct DistinctCountTests {
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
}
