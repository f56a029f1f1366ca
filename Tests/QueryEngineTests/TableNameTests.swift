import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Labels, types and pieces of texts as keys of groups, against the rows counted one by one.
struct TableNameTests {
    /// Two tables of the same labels come of writing many nodes at once, a third label of writing one.
    private static func graph(isWritten: Bool) throws -> Graph {
        var builder = GraphBuilder()
        for number in 0..<900 {
            let labels = [["A"], ["B"], ["A", "B"], []][number % 4]
            builder.addNode(labels: labels, properties: ["n": .integer(number), "t": number % 11 == 0 ? .null : .string((0...number % 5).map { "w\(($0 + number) % 17)" }.joined(separator: " "))])
        }
        for number in 0..<2000 { builder.addRelationship(type: "R\(number % 3)", from: number % 900, to: number * 7 % 900, properties: number % 5 < 2 ? ["w": .integer(number)] : [:]) }
        let graph = builder.build()
        if !isWritten { return graph }
        let cursor = try Engine(graph: graph).prepare(SourceText("MATCH (a:A {n: 4}) SET a:C CREATE (:B:A {n: -1})-[:R9]->(a) WITH a MATCH (b {n: 8}) DETACH DELETE b")).run()
        while try cursor.next() != nil {}
        return cursor.graph
    }

    private static func rows(_ query: String, _ graph: Graph, workers: Int = 1, rowsAtOnce: Int = 2048) throws -> [String] {
        var limits = Limits()
        (limits.rowsAtOnce, limits.sharing) = (rowsAtOnce, Sharing(workers: workers, leastSteps: 1, leastRows: 1))
        let cursor = try Engine(graph: graph).prepare(SourceText(query)).run(limits: limits)
        var rows: [String] = []
        while let batch = try cursor.next() { rows += batch.map { $0.map { graph.text(of: $0) }.joined(separator: " | ") } }
        return rows.sorted()
    }

    @Test(arguments: [
        ("MATCH (n)", "labels(n)"), ("MATCH (n)", "size(labels(n))"), ("MATCH (n)", "labels(n)[0]"), ("MATCH (n)", "'A' IN labels(n)"), ("MATCH ()-[r]->()", "type(r)"),
        ("MATCH ()-[r]-()", "type(r)"), ("MATCH (a:A)-[r:R1|R2]-(b)", "labels(b)"), ("OPTIONAL MATCH (n:None)", "labels(n)"), ("MATCH (n)", "split(n.t, ' ')[1]"),
        ("MATCH (n) UNWIND labels(n) AS l WITH l", "l"), ("MATCH (n) UNWIND split(n.t, ' ') AS w WITH w", "w"), ("MATCH (n) UNWIND split(n.t, '') AS w WITH w", "w"),
        ("MATCH (n) UNWIND split(n.t + ' x', ' w1') AS w WITH w", "w"), ("MATCH (n:A) WITH n ORDER BY labels(n), n.n LIMIT 400 WITH n", "labels(n)"), ("MATCH (n) WITH DISTINCT labels(n) AS l", "l"),
        ("MATCH (n)", "keys(n)"), ("MATCH (n) UNWIND keys(n) AS k WITH k", "k"), ("MATCH (n)", "size(keys(n))"), ("MATCH ()-[r]->()", "keys(r)"), ("OPTIONAL MATCH (n:None)", "keys(n)"),
    ])
    func groups(_ clauses: String, _ key: String) throws {
        for isWritten in [false, true] {
            let graph = try Self.graph(isWritten: isWritten)
            var counts: [String: Int] = [:]
            for row in try Self.rows("\(clauses) RETURN \(key) AS k", graph, rowsAtOnce: 1) { counts[row, default: 0] += 1 }
            let expected = counts.map { "\($0.key) | \($0.value)" }.sorted()
            #expect(!expected.isEmpty)
            for workers in [1, 2] {
                for rowsAtOnce in [1, 3, 64, 2048] {
                    let found = try Self.rows("\(clauses) RETURN \(key) AS k, count(*) AS n", graph, workers: workers, rowsAtOnce: rowsAtOnce)
                    #expect(found == expected, "\(clauses) \(key), \(workers) threads, \(rowsAtOnce) rows at once")
                }
            }
        }
    }

    @Test func keysAreThoseOfTheProperties() throws {
        for isWritten in [false, true] {
            let graph = try Self.graph(isWritten: isWritten)
            let (same, all) = ("[k IN ['n', 't', 'w'] WHERE x[k] IS NOT NULL]", try Self.rows("MATCH (n) RETURN n.n", graph).count)
            #expect(try Self.rows("MATCH (x) WHERE keys(x) = \(same) RETURN count(*)", graph) == ["\(all)"])
            #expect(try Self.rows("MATCH (x) WHERE 't' IN keys(x) RETURN count(*)", graph) == Self.rows("MATCH (x) RETURN count(x.t)", graph))
            #expect(try Self.rows("MATCH ()-[x]->() WHERE keys(x) <> \(same) RETURN count(*)", graph) == ["0"])
        }
    }
}
