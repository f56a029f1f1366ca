import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Twice the input takes about twice the steps, in every clause: rows made, neighbours walked and index entries looked at are counted.
struct GrowthTests {
    /// Statements over `n` things, run one after the other over one graph; the steps of the last one count.
    private func steps(_ statements: [String], _ size: Int) throws -> Int {
        var graph = Graph.empty
        var steps = 0
        for statement in statements {
            let cursor = try Engine(graph: graph).prepare(SourceText(statement), parameters: ["n"])
                .run(parameters: ["n": .integer(size)], limits: Limits(sharing: Sharing(workers: 1)))
            let before = graph.indexSteps
            while try cursor.next() != nil {}
            steps = cursor.steps - min(before, cursor.graph.indexSteps)
            graph = cursor.graph
        }
        return steps
    }

    private static let hub = "CREATE (:Hub {k: 1}), (:Hub {k: 2})"
    private static let spokes = "MATCH (h:Hub {k: 1}) UNWIND range(1, $n) AS i CREATE (h)-[:R {i: i}]->(:P {i: i})"

    /// Statement after statement, where each begins with the graph that the one before has left, which is kept.
    @Test(arguments: [
        "CREATE (:P {i: $i})", "MERGE (:P {i: $i})", "MERGE (:P {i: $i % 10, j: $i})", "MATCH (p:P {i: 1}) CREATE (p)-[:R]->(:P {i: $i})",
        "MATCH (p:P {i: 1}) MERGE (p)-[:R]->(:P {i: $i})", "CREATE (:P {i: $i}) WITH 1 AS one MATCH (p:P {i: $i - 1}) SET p.j = 1",
    ])
    func statementsDoNotGoThroughWhatIsWritten(_ statement: String) throws {
        func steps(_ count: Int) throws -> Int {
            var graph = Graph.empty
            let first = try Engine(graph: graph).prepare(SourceText("CREATE CONSTRAINT FOR (p:P) REQUIRE (p.i, p.j) IS UNIQUE")).run()
            while try first.next() != nil {}
            graph = first.graph
            for number in 1...count {
                let cursor = try Engine(graph: graph).prepare(SourceText(statement), parameters: ["i"]).run(parameters: ["i": .integer(number)])
                while try cursor.next() != nil {}
                graph = cursor.graph
            }
            try graph.checkInvariants()
            return graph.indexSteps
        }
        let (small, large) = (try steps(400), try steps(800))
        #expect(Double(large) <= 2.6 * Double(small) + 64, "\(small) steps for 400, \(large) for 800")
    }

    /// A statement that is taken back leaves the graph before it as it was, for whoever goes on from there.
    @Test func goesOnFromAGraphBeforeAnother() throws {
        func run(_ statement: String, _ graph: Graph) throws -> (Graph, [Value]) {
            let cursor = try Engine(graph: graph).prepare(SourceText(statement)).run()
            let row = try cursor.next()?.first ?? []
            while try cursor.next() != nil {}
            try cursor.graph.checkInvariants()
            return (cursor.graph, row)
        }
        let (before, _) = try run("UNWIND range(1, 100) AS i CREATE (:P {i: i})-[:R {i: i}]->(:Q {i: i})", .empty)
        let (ahead, _) = try run("MATCH (p:P {i: 7}) SET p.i = 1000 CREATE (:P {i: 2000})", before)
        #expect(try run("MATCH (p:P {i: 1000}) RETURN count(p)", ahead).1 == [.integer(1)])
        #expect(try run("MATCH (p:P {i: 2000}) RETURN count(p)", ahead).1 == [.integer(1)])
        #expect(try run("MATCH (p:P {i: 7}) RETURN count(p)", ahead).1 == [.integer(0)])
        #expect(try run("MATCH (p:P {i: 7}) RETURN count(p)", before).1 == [.integer(1)])
        #expect(try run("MATCH (p:P {i: 2000}) RETURN count(p)", before).1 == [.integer(0)])
        let (other, _) = try run("CREATE (:P {i: 3000})", before)
        for (graph, wanted) in [(before, [1, 0, 0, 0]), (ahead, [0, 1, 1, 0]), (other, [1, 0, 0, 1]), (before, [1, 0, 0, 0])] {
            let found = try [7, 1000, 2000, 3000].map { try run("MATCH (p:P {i: \($0)}) RETURN count(p)", graph).1 }
            #expect(found == wanted.map { [.integer($0)] })
        }
    }

    @Test(arguments: [
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[:R]->(:P {i: i})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)<-[:R]-(:P {i: i})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[:R]-(:P {i: i, j: i % 10})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[:R]-(:P {i: i % 10, j: i})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[:R]-(:P {i: i % 10, j: i % 7, k: i})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[r:R {i: i % 10, j: i}]->(:P)"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[r:R {i: i % 10}]->(:P {j: i})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[r:R {i: i}]->(:P)"],
        ["UNWIND range(1, $n) AS i MERGE (:P {i: i % 10, j: i})"], ["UNWIND range(1, $n) AS i MERGE (:P {i: i, j: i % 10})"],
        ["UNWIND range(1, $n) AS i MERGE (:P {h: i % 3, i: i % 10, j: i, k: 1})"],
        [
            "UNWIND range(1, $n) AS i CREATE (:P {i: i % 10, j: i})",
            "UNWIND range(1, $n) AS i MATCH (p:P {i: i % 10, j: i}) RETURN count(p)",
        ],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (:P {i: i})-[:R]->(h)"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MERGE (p:P {i: i}) WITH p MATCH (h:Hub) MERGE (h)-[:R]->(p)"],
        [hub, "UNWIND range(1, $n) AS i MATCH (a:Hub {k: 1}), (b:Hub {k: 2}) MERGE (a)-[:R {i: i}]->(b)"],
        [hub, spokes, "MATCH (h:Hub {k: 2}) MATCH (p:P) MERGE (h)-[:R]->(p)"],
        [hub, spokes, "MATCH (h:Hub {k: 1}) UNWIND range(1, $n) AS i MERGE (h)-[:R]->(:P {i: i})"],
        ["UNWIND range(1, $n) AS i CREATE (:User {i: i})", "MATCH (u:User) MERGE (u)-[:HAS]->(:Setting {name: 'language'})"],
        ["UNWIND range(1, $n) AS i MERGE (:P {i: i % 100})"],
        ["UNWIND range(1, $n) AS i MERGE (p:P {i: i}) ON CREATE SET p.a = i ON MATCH SET p.b = i"],
        [hub, "UNWIND range(1, $n) AS i MATCH (h:Hub {k: 1}) CREATE (h)-[:R]->(:P {i: i})"],
        [hub, "UNWIND range(1, $n) AS i CALL (i) { MATCH (h:Hub {k: 1}) CREATE (h)-[:R]->(:P {i: i}) }"],
        [hub, spokes, "MATCH (h:Hub {k: 1}) UNWIND range(1, $n) AS i OPTIONAL MATCH (h)-[:R]->(p:P {i: i}) RETURN count(p)"],
        [hub, spokes, "MATCH (h:Hub {k: 1}) UNWIND range(1, $n) AS i MATCH (h)-[r:R {i: i}]->(p) RETURN count(p)"],
        [hub, spokes, "MATCH (h:Hub {k: 1}) UNWIND range(1, $n) AS i RETURN sum(COUNT { (h)-[:R]->(:P {i: i}) })"],
        [hub, spokes, "MATCH (h:Hub) DETACH DELETE h"], [hub, spokes, "MATCH (p:P) DETACH DELETE p"],
        [hub, spokes, "MATCH (:Hub {k: 1})-[r]->() DELETE r"], [hub, spokes, "MATCH (p:P) SET p.x = 1, p.y = 2"], [hub, spokes, "MATCH (p:P) REMOVE p.i"],
        [hub, spokes, "MATCH (p:P) SET p:Q"], [hub, spokes, "MATCH (:Hub)-[r]->() SET r.x = 1"],
        ["UNWIND range(1, $n) AS i WITH DISTINCT [i % 50, i] AS l RETURN count(*)"], ["UNWIND range(1, $n) AS i WITH [i] AS l, count(*) AS c RETURN sum(c)"],
        ["UNWIND range(1, $n) AS i RETURN i ORDER BY -i"], ["UNWIND range(1, $n) AS i RETURN i ORDER BY -i LIMIT 5"], ["UNWIND range(1, $n) AS i RETURN collect(DISTINCT i)"],
        [hub, spokes, "MATCH (a:Hub)-[:R*1..2]->(b) RETURN count(*)"], [hub, spokes, "MATCH (a:Hub)-[:R*]->(b) RETURN count(DISTINCT b)"],
        [hub, spokes, "MATCH (p:P {i: 1}), (q:P {i: 2}) MATCH ANY SHORTEST (p)-[:R]-+(q) RETURN 1"],
    ])
    func doublingDoublesTheSteps(_ statements: [String]) throws {
        let (small, large) = (try steps(statements, 500), try steps(statements, 1000))
        #expect(small >= 250, "the steps of the clause are counted")
        #expect(Double(large) <= 2.6 * Double(small), "\(small) steps for 500, \(large) for 1000")
    }

    /// Subqueries and parts of a UNION that lie beside each other: twice as many take twice the steps, over rows that are no wider.
    @Test(arguments: [
        ("UNWIND [1, 2] AS a RETURN a AS x", " UNION ALL "), ("MATCH (p:P) WHERE p.i = 1 RETURN p.i AS x", " UNION "),
        ("MATCH (p:P) OPTIONAL MATCH (p)-[r]->(q) RETURN p.i AS x, count(q) AS c", " UNION "),
        ("MATCH (p:P) WHERE EXISTS { MATCH (p)--(q) WHERE q.k > 0 } RETURN p.i AS x, [y IN [1, 2] | y + 1] AS l", " UNION ALL "),
        ("MATCH w = (p:P)-[*1..2]-(q) RETURN length(w) AS x", " UNION ALL "), ("CALL { MATCH (q:P) RETURN q.i AS x } RETURN x", " UNION ALL "),
        ("MATCH (h:Hub) CALL (h) { MATCH (h)-[r]->(q) RETURN count(r) AS c UNION ALL RETURN 2 AS c } RETURN c AS x", " UNION ALL "),
        ("MATCH (a:Hub)-[:R]->(b) RETURN a.k AS x ORDER BY x LIMIT 1", " UNION ALL "),
    ])
    func partsOfAUnionShareSlots(_ part: String, _ union: String) throws {
        try expectLinear(of: 100) { [part](count: Int) in Array(repeating: part, count: count).joined(separator: union) }
    }

    @Test(arguments: [
        ("MATCH (p:P) WHERE p.i > 0", " AND EXISTS { MATCH (p)<-[r]-(q) WHERE q.k > 0 }", " RETURN count(*)"),
        ("MATCH (p:P) WHERE p.i > 0", " AND COUNT { (p)<-[r]-(q) } > 0", " RETURN count(*)"),
        ("MATCH (p:P) WHERE p.i > 0", " AND (p)<--(:Hub)", " RETURN count(*)"),
        ("MATCH (p:P) RETURN [0]", " + [(p)<-[r]-(q) | q.k]", " AS l"), ("MATCH (p:P) RETURN [0]", " + COLLECT { MATCH (p)<-[r]-(q) RETURN q.k }", " AS l"),
        ("UNWIND range(1, 50) AS i RETURN 0", " + size([x IN range(1, i) WHERE x % 2 = 0 | x])", " AS n"),
        ("UNWIND range(1, 50) AS i RETURN 0", " + reduce(s = 0, x IN range(1, i) | s + x)", " AS n"),
        ("UNWIND range(1, 50) AS i RETURN true", " AND any(x IN range(1, i) WHERE x = i)", " AS n"),
        ("MATCH (p:P) RETURN EXISTS { MATCH (p) RETURN 1 AS x", " UNION ALL MATCH (p)<-[r]-(q) RETURN q.k AS x", "} AS e"),
        ("MATCH (h:Hub)", " CALL (h) { MATCH (h)-[r]->(p) SET p.x = 1 }", ""),
        ("MATCH (h:Hub)", " FOREACH (x IN [1] | SET h.x = x)", ""),
    ])
    func subqueriesShareSlots(_ start: String, _ part: String, _ end: String) throws {
        try expectLinear(of: 20) { [start, part, end](count: Int) in start + String(repeating: part, count: count) + end }
    }

    private func expectLinear(of count: Int, _ statement: (Int) -> String) throws {
        func cells(_ count: Int) throws -> (steps: Int, width: Int) {
            let graph = try written([Self.hub, Self.spokes], 20)
            let query = try Engine(graph: graph).prepare(SourceText(statement(count)))
            let cursor = query.run(limits: Limits(sharing: Sharing(workers: 1)))
            while try cursor.next() != nil {}
            return (cursor.steps, query.rowWidth)
        }
        let (small, large) = (try cells(count), try cells(2 * count))
        #expect(large.steps * large.width <= Int(2.6 * Double(small.steps * small.width)), "\(small) for \(count), \(large) for \(2 * count)")
    }

    private func written(_ statements: [String], _ size: Int) throws -> Graph {
        var graph = Graph.empty
        for statement in statements {
            let cursor = try Engine(graph: graph).prepare(SourceText(statement), parameters: ["n"]).run(parameters: ["n": .integer(size)])
            while try cursor.next() != nil {}
            graph = cursor.graph
        }
        return graph
    }
}
