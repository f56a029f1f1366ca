import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// MERGE looks for many rows at once where they cannot see each other's changes but by their keys: what comes of it is what comes row by row.
struct MergeTests {
    private static let start = [
        "UNWIND range(0, 5) AS k CREATE (:H {k: k, c: 0})", "CREATE (:P {i: 2, n: 1}), (:P {i: 2}), (:P:Q {i: 'a', j: 1}), (:P {i: [1]})",
        "MATCH (a:H {k: 1}), (b:H {k: 2}) CREATE (a)-[:R {i: 1}]->(b), (a)-[:R]->(:P {i: 7}), (b)-[:R]->(a), (a)-[:R]->(a)",
    ]
    private static let keys = "UNWIND [1, 1.0, 2, 'a', 'a', true, [1], [1.0], date('2020-01-01'), 2, 0.0, -0.0, 1, 'b', 7, date('2020-01-01'), 7] AS i "
    private static let pairs = "UNWIND range(0, 35) AS n MATCH (a:H {k: n % 6}), (b:H {k: n / 6 % 4}) "

    /// Statements, and whether their rows are looked for together.
    private static let statements: [(text: String, isTogether: Bool)] = [
        (keys + "MERGE (p:P {i: i}) RETURN i, p.i, p.n", true), (keys + "MERGE (p:P {i: i, j: 1}) RETURN i, p.i", true),
        (keys + "MERGE (p:P:Q {i: i}) ON CREATE SET p.n = 1 ON MATCH SET p.n = coalesce(p.n, 0) + 1 RETURN i, p.n", true),
        (keys + "MERGE (p:P {i: i}) ON CREATE SET p.n = 1 RETURN i, p.n", true), (keys + "MERGE (p:P) RETURN i, p.i", true),
        (keys + "MATCH (h:H {k: 0}) MERGE (p:P {i: i}) ON CREATE SET h.c = h.c + 1 ON MATCH SET p.seen = h.c RETURN i, p.seen, h.c", true),
        (keys + "MERGE (p:P {i: i}) ON MATCH SET p.i = 99 RETURN i, p.i", false), (keys + "MERGE (p:P {i: i}) ON CREATE SET p += {n: 1} RETURN i, p.n", false),
        (keys + "MERGE (p:P {i: i}) ON CREATE SET p:Q ON MATCH SET p:S RETURN i, labels(p)", false),
        ("UNWIND range(1, 9) AS n MATCH (h:H {k: 0}) MERGE (p:P {i: h.c}) ON CREATE SET h.c = n % 3 ON MATCH SET h.c = h.c + 1 RETURN n, p.i, h.c", false),
        (keys + "MATCH (h:H {k: 1}) MERGE (h)-[r:R]->(p:P {i: i}) RETURN i, p.i", true), (keys + "MATCH (h:H {k: 1}) MERGE (h)-[r:R]-(p:P {i: i}) RETURN i, p.i", true),
        (keys + "MATCH (h:H {k: 1}) MERGE (h)<-[r:R {i: i}]-(p) RETURN i, p.i", true), (keys + "MERGE w = (:P {i: i})-[:R]->(:Q {j: 1}) RETURN i, length(w)", true),
        (keys + "MERGE (a:P {i: i})-[:R]-(b:P {i: 2}) RETURN i, a.i, b.i", false), (keys + "MERGE (a:P {i: i})-[:R]->(:P)-[:R]->(:Q) RETURN i, a.i", false),
        (pairs + "MERGE (a)-[r:R]->(b) ON CREATE SET r.n = n ON MATCH SET r.m = n RETURN a.k, b.k, r.n, r.m", true),
        (pairs + "MERGE (a)-[r:R]-(b) ON CREATE SET r.n = n RETURN a.k, b.k, r.n", false),
        (pairs + "MERGE (a)-[r:R {i: n % 3}]->(b) RETURN a.k, b.k, r.i", true), (pairs + "MERGE (a)-[r:S]->(a) RETURN a.k, type(r)", true),
        (pairs + "MERGE (a)-[:R]->(p:P {i: b.k}) MERGE (p)<-[:T]-(b) RETURN a.k, b.k, p.i", true),
        (keys + "MERGE (a:P {i: i})-[:R]->(b:P {i: a.i}) RETURN i", false), ("UNWIND [1, null, 2] AS i MERGE (p:P {i: i})", true),
        ("UNWIND [1, 0.0 / 0.0, 0.0 / 0.0, 1] AS i MERGE (p:P {i: i}) RETURN p.i", true),
        ("UNWIND [1, 2, 1] AS i OPTIONAL MATCH (h:None) MERGE (h)-[:R]->(:P {i: i})", true), (keys + "FOREACH (x IN [1, 2, 1] | MERGE (:F {x: x, i: i}))", true),
    ]

    @Test(arguments: statements.indices) func givesWhatItGivesRowByRow(_ number: Int) throws {
        let (text, isTogether) = Self.statements[number]
        var graph = Graph.empty
        for statement in Self.start { graph = try WrittenGraph.run(statement, graph).graph }
        let merges = try Engine(graph: graph).prepare(SourceText(text)).planLines.filter { $0.contains("Merge") }
        #expect(!merges.isEmpty && merges.allSatisfy { $0.contains("row by row") == !isTogether }, "\(merges)")
        WrittenGraph.expectSame(text, graph)
    }
}
