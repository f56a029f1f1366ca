import Diagnostics
import Foundation
import PropertyGraph
import QueryEngine
import Testing

/// Rows that are made on several threads, for what takes all of them at once or goes on from groups, against the rows of one thread.
struct SharedRowsTests {
    private static let count = 3000

    private static let graph: Graph = {
        var builder = GraphBuilder()
        for number in 0..<count {
            builder.addNode(
                labels: [number % 3 == 0 ? "B" : "A"],
                properties: ["id": .integer(number), "n": .integer(number * 7919 % 101), "far": .integer(number * 1_000_003), "name": .string("node \(number % 500)")])
        }
        for number in 0..<count * 4 {
            builder.addRelationship(type: "R", from: number % count, to: number * 31 % count, properties: ["w": .integer(number % 17)])
        }
        return builder.build()
    }()

    private static func outcome(_ statements: [String], workers: Int, rowsAtOnce: Int, records: (any RecordSource)? = nil) -> [String] {
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        limits.leastWrittenTogether = 4
        limits.sharing = Sharing(workers: workers, leastSteps: 1, leastRows: 4)
        var (graph, lines) = (graph, [String]())
        for statement in statements {
            do {
                let cursor = try Engine(graph: graph, records: records).prepare(SourceText(statement)).run(limits: limits)
                while let batch = try cursor.next() { lines += batch.map { $0.map { cursor.graph.text(of: $0) }.joined(separator: " ") } }
                graph = cursor.graph
            } catch {
                lines.append("\(error)")
            }
        }
        return lines
    }

    private static func isSame(_ statements: String..., records: (any RecordSource)? = nil) -> [String] {
        let expected = outcome(statements, workers: 1, rowsAtOnce: 2048, records: records)
        for (workers, rowsAtOnce) in [(1, 3), (2, 64), (4, 2048)] {
            #expect(outcome(statements, workers: workers, rowsAtOnce: rowsAtOnce, records: records) == expected, "\(workers) threads, \(rowsAtOnce) rows at once: \(statements)")
        }
        return expected
    }

    @Test(arguments: [
        "MATCH (a)-[r:R]->(b) RETURN a.id, b.id, r.w ORDER BY r.w, b.id DESC, a.id",
        "MATCH (a) RETURN DISTINCT a.n AS n ORDER BY n",
        "MATCH (a)-[r:R]->(b) WITH b, sum(r.w) AS w MATCH (b)-[:R]->(c) RETURN c.n AS n, sum(w) AS w, count(*) AS rows ORDER BY n",
        "MATCH (a)-[r:R]->(b) WITH b, sum(r.w) AS w MATCH (b)-[:R]->(c) WITH c, max(w) AS w WHERE w > 20 MATCH (c)<-[:R]-(d) RETURN count(d), min(w), max(w)",
        "MATCH (a) WITH a ORDER BY a.n DESC, a.id LIMIT 100 MATCH (a)-[:R]->(b) RETURN b.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 20",
        "MATCH (a) WITH count(*) AS all MATCH (b:B) RETURN all, count(b)",
        """
        CALL { MATCH (a:A) RETURN a.n AS n, 'a' AS k, null AS t UNION ALL MATCH (b:B)-[:R]->(c) RETURN c.n AS n, 'b' AS k, b.name AS t }
        RETURN k, t, count(*) AS rows, sum(n) AS n ORDER BY k, t
        """,
        "MATCH (a:Nobody) WITH a.n AS n, count(*) AS rows MATCH (b:B) RETURN count(b)",
        "MATCH (a) WITH a.n AS n, collect(a) AS all UNWIND all AS a MATCH (a)-[r:R]->() RETURN n, sum(r.w) AS w ORDER BY n",
        "MATCH (a) WITH a.n AS n, count(*) AS rows MATCH (b {n: n}) WHERE rows / (n - 50) < 1000 RETURN count(b)",
    ])
    func goesOnFromGroups(query: String) { #expect(!Self.isSame(query).isEmpty) }

    /// Conditions that leave nodes of the first part of a scan alone, of the last one, or of none.
    @Test(arguments: [
        "MATCH (a)-[r:R]->(b)-[:R]->(c) WHERE a.id < 20 RETURN a.id AS a, c.n AS n, count(*) AS rows, sum(r.w) AS w ORDER BY a, n",
        "MATCH (a)-[:R]->(b) WHERE a.id > 2990 WITH b, collect(a.id) AS all RETURN b.name AS name, all ORDER BY name, all",
        "MATCH (a)-[:R]->(b) WHERE a.id < 0 RETURN count(b)",
        "MATCH (a)-[:R]->(b) WHERE 10 / (a.id - 2900) < 3 RETURN count(b)",
        "MATCH (a:B) WHERE a.id < 30 AND EXISTS { (a)-[:R]->(:B {id: 0}) } OPTIONAL MATCH (a)-[:R]->(b:B) RETURN a.id AS a, count(b) AS n ORDER BY a",
        "MATCH (a)-[:R*1..2]->(b) WHERE a.id < 40 RETURN a.id AS a, count(DISTINCT b) AS n, count(*) AS rows ORDER BY a",
        "MATCH (a), (b) WHERE a.id < 6 AND b.id < 50 AND a <> b MATCH p = shortestPath((a)-[:R*..6]->(b)) RETURN length(p) AS n, count(*) AS rows ORDER BY n",
    ])
    func filteredScans(query: String) { #expect(!Self.isSame(query).isEmpty) }

    @Test func writes() {
        let all = "MATCH (a) OPTIONAL MATCH (a)-[r]->(b) RETURN a.id, a.n, a.sum, type(r), r.w, b.id ORDER BY a.id, b.id, r.w, type(r)"
        #expect(Self.isSame("MATCH ()-[r:R]->() WHERE r.w > 9 SET r.w = r.w * 2", all).count > Self.count)
        #expect(Self.isSame("MATCH ()-[r:R]->() WHERE r.w > 9 DELETE r", all).count > Self.count)
        #expect(Self.isSame("MATCH (a)-[r:R]->(b) WITH b, sum(r.w) AS sum SET b.sum = sum", all).count > Self.count)
        #expect(Self.isSame("MATCH (a:B)-[:R]->(b) WHERE a.id < b.id CREATE (a)-[:S {w: a.n}]->(b)", all).count > Self.count)
        #expect(Self.isSame("MATCH (a:B)-[:R]->(b) MERGE (a)-[s:R]->(b) ON MATCH SET s.w = -1", all).count > Self.count)
        #expect(Self.isSame("UNWIND range(-50, 4000) AS i MERGE (a {id: i}) ON CREATE SET a.n = 0 ON MATCH SET a.n = a.n + 1", all).count > Self.count)
        #expect(Self.isSame("UNWIND range(1, 5000) AS i MERGE (a:T {name: 'text ' + toString(i % 700)}) ON CREATE SET a.n = i", "MATCH (t:T) RETURN t.name, t.n ORDER BY t.name").count == 700)
    }

    /// Of all `n` what is left by a division by four.
    private static let fourths: Int = (0..<count).map { number in number * 7919 % 101 % 4 }.reduce(0, +)

    /// What a statement changes, a question about it, and the number that answers it.
    private static let changes: [(String, String, Int)] = [
        ("MATCH (a) FOREACH (i IN range(1, a.n % 4) | CREATE (:F {of: a.id, i: i}))", "MATCH (f:F) RETURN count(*)", fourths),
        ("MATCH p = (a:B)-[:R]->(b) FOREACH (x IN nodes(p) | SET x.sum = 1)", "MATCH (a) WHERE a.id % 3 = 0 RETURN sum(a.sum)", count / 3),
        ("MATCH (a:B) FOREACH (x IN [1, 2] | SET a.n = a.n + x)", "MATCH (a:B {id: 3}) RETURN a.n", 25),
        ("MATCH (a) WITH a ORDER BY a.id MATCH (z {id: 0}) FOREACH (x IN [a.id] | SET z.sum = x)", "MATCH (z {id: 0}) RETURN z.sum", count - 1),
        ("MATCH (a) WITH a ORDER BY a.id MATCH (z {id: 0}) FOREACH (x IN [coalesce(z.sum, 0)] | SET z.sum = x + 1)", "MATCH (z {id: 0}) RETURN z.sum", count),
        ("MATCH (a) FOREACH (x IN [COUNT { (:G) }] | CREATE (:G {n: x}))", "MATCH (g:G) RETURN max(g.n)", count - 1),
        ("MATCH (a:A) FOREACH (x IN [1, 2] | CREATE (g:G) SET g.n = COUNT { (:G) })", "MATCH (g:G) RETURN max(g.n)", count / 3 * 4),
        ("MATCH (a) FOREACH (x IN [a.n] | MERGE (:M {n: x}))", "MATCH (m:M) RETURN count(*)", 101),
        ("MATCH (a) FOREACH (x IN [1] | DETACH DELETE a)", "MATCH (a) RETURN count(*)", 0),
    ]

    /// Several rows of FOREACH change the graph at once only where none of them can see it.
    @Test(arguments: changes)
    func foreach(statement: String, question: String, expected: Int) { #expect(Self.isSame(statement, question) == ["\(expected)"]) }

    @Test func labels() {
        let all = "MATCH (a) RETURN a.id, labels(a), a.n, a.name ORDER BY a.id"
        let question = "MATCH (s:Seen) RETURN count(*), count(CASE WHEN s:B THEN 1 END), count(CASE WHEN s:Two THEN 1 END)"
        let seen = Set((0..<Self.count).map { ($0, $0 * 31 % Self.count) }.filter { $0.0 < $0.1 }.map(\.1))
        let expected = "\(seen.count) \(seen.count { $0 % 3 == 0 }) \(seen.count)"
        #expect(Self.isSame("MATCH (a)-[:R]->(b) WHERE a.id < b.id SET b:Seen:Two", question, all).first == expected)
        #expect(Self.isSame("MATCH (a)-[:R]->(b) WHERE a.id < b.id SET b:Seen, b:Two, a.sum = 1", question, all).first == expected)
        #expect(Self.isSame("MATCH (a)-[:R]->(b) WHERE a.id < b.id SET b:Seen SET b:Two", "MATCH (a:A)-[:R]->(b:Seen) REMOVE b:A, a:None", question, all).first == expected)
        #expect(Self.isSame("MATCH (a:B) OPTIONAL MATCH (a)-[:NONE]->(x) SET x:Seen, a:Seen", question, all).first == "\(Self.count / 3) \(Self.count / 3) 0")
        #expect(Self.isSame("MATCH (a:B) DETACH DELETE a SET a:Seen").last?.contains("deleted") == true)
    }

    /// Which row fails first does not depend on the threads.
    @Test func faults() {
        for query in [
            "MATCH (a) RETURN 1 / (a.n - 50) ORDER BY a.id", "MATCH (a) WITH a.n AS n, count(*) AS rows MATCH (b:B) RETURN sum(1 / (n - 50))",
            "MATCH (a) WITH a.n AS n, count(*) AS rows MATCH (b:B {n: n}) SET b.sum = 1 / (n - 50)",
        ] {
            #expect(Self.isSame(query) == ["\(Self.outcome([query], workers: 1, rowsAtOnce: 1)[0])"])
        }
    }

    /// Nodes by numbers that lie near to each other or far apart, that two nodes have, and by numbers of another type.
    @Test func joinsByNumber() {
        for (key, value, expected) in [
            ("id", "i", 3000), ("far", "i * 1000003", 3000), ("id", "i + 0.0", 3000), ("id", "i + 0.5", 0), ("id", "toString(i)", 0),
            ("id", "CASE WHEN i % 2 = 0 THEN i ELSE null END", 1500), ("id", "CASE WHEN i % 2 = 0 THEN i ELSE toFloat(i) END", 3000),
            ("id", "CASE i WHEN 5 THEN 9223372036854775807 WHEN 6 THEN -9223372036854775807 ELSE i END", 2998), ("name", "'node ' + toString(i)", 3000),
        ] {
            let found = Self.isSame("UNWIND range(-10, 3010) AS i MATCH (a {\(key): \(value)}) RETURN a.id ORDER BY a.id")
            #expect(found.count == expected, "\(key) = \(value)")
        }
        #expect(Self.isSame("UNWIND range(0, 100) AS i MATCH (a {n: i}) RETURN count(*), sum(a.id)") == ["3000 \(Self.count * (Self.count - 1) / 2)"])
    }

    @Test func recordsOfAFile() {
        struct Numbers: RecordSource {
            func open(_ address: String, form: RecordForm) throws(LoadFault) -> any RecordReader { Reader() }
            func open(_ address: String, table: TableForm) throws(LoadFault) -> any TableReader { throw .filesNotAllowed(address) }

            final class Reader: RecordReader {
                let header: [String]? = ["id", "text"]
                private var line = 0

                func next(_ take: (UnsafeBufferPointer<UInt8>?) -> Void) throws(LoadFault) -> Bool {
                    guard line < 5000 else { return false }
                    for text in ["\(line)", "text \(line % 1300)"] { Array(text.utf8).withUnsafeBufferPointer { take($0) } }
                    line += 1
                    return true
                }
            }
        }
        let load = "LOAD CSV WITH HEADERS FROM 'a.csv' AS row "
        let rows = Self.isSame(load + "MATCH (a {id: toInteger(row.id)}) RETURN a.id, row.text ORDER BY row.text, a.id", records: Numbers())
        #expect(rows.count == Self.count && rows.first == "0 'text 0'")
        #expect(Self.isSame(
            load + "MATCH (a {id: toInteger(row.id)}) MERGE (t:T {name: row.text}) MERGE (a)-[:HAS]->(t)",
            "MATCH (a)-[:HAS]->(t) RETURN t.name, a.id ORDER BY a.id", records: Numbers()).count == Self.count)
        #expect(Self.isSame(load + "WITH row ORDER BY row.text RETURN sum(1 / (toInteger(row.id) - 4000))", records: Numbers()).last?.contains("zero") == true)
    }
}
