import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// PROFILE runs the statement and shows how many rows each operator gave.
struct ProfileTests {
    private func profile(_ query: String) throws -> (columns: [String], rows: [[Value]], graph: Graph) {
        let prepared = try Engine(graph: .empty).prepare(SourceText("PROFILE " + query))
        let cursor = prepared.run()
        var rows: [[Value]] = []
        while let batch = try cursor.next() { rows += batch }
        return (cursor.columns, rows, cursor.graph)
    }

    @Test func countsRowsOfEachOperator() throws {
        let (columns, rows, _) = try profile("UNWIND range(1, 5000) AS n WITH n WHERE n % 2 = 0 RETURN count(*) AS c")
        #expect(columns == ["plan", "rows", "ms", "bytes"])
        let counts = rows.map { row -> Int? in if case .integer(let count) = row[1] { count } else { nil } }
        #expect(counts.contains(5000) && counts.contains(2500))
        #expect(counts.first == 1 && counts.last == 1)
        #expect(rows.allSatisfy { if case .float(let time) = $0[2] { time >= 0 } else { false } })
    }

    @Test func tellsWhatIsHeld() throws {
        func bytes(_ query: String, _ name: String) throws -> Int {
            let row = try #require(
                try profile(query).rows.first { if case .string(let text) = $0[0] { text.hasPrefix(name) } else { false } })
            guard case .integer(let bytes) = row[3] else { return -1 }
            return bytes
        }
        let all = try bytes("UNWIND range(1, 20000) AS n WITH n ORDER BY -n RETURN n", "Sort")
        let few = try bytes("UNWIND range(1, 20000) AS n WITH n ORDER BY -n LIMIT 5 RETURN n", "Top")
        #expect(all > 20000 * 8 && few < all / 4 && few > 0)
        #expect(try bytes("UNWIND range(1, 20000) AS n RETURN DISTINCT n % 7 AS k", "Distinct") < 50_000)
        let lists = try bytes("UNWIND range(1, 20000) AS n RETURN collect(n) AS l", "Aggregate")
        #expect(lists > 20000 * 8)
    }

    @Test func leavesOutWhatRunsAnewForEachRow() throws {
        let (_, rows, _) = try profile("UNWIND [1, 2] AS n OPTIONAL MATCH (a {x: n}) RETURN count(a)")
        let inner = rows.drop { if case .string(let text) = $0[0] { !text.hasPrefix("└") } else { true } }
        #expect(!inner.isEmpty && inner.allSatisfy { $0[1].isNull && $0[2].isNull && $0[3].isNull })
    }

    @Test func writesWhatTheStatementWrites() throws {
        #expect(try profile("UNWIND [1, 2] AS n CREATE (:A {n: n})").graph.nodeCount == 2)
    }
}
