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

    @Test(arguments: [
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[:R]->(:P {i: i})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)<-[:R]-(:P {i: i})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[:R]-(:P {i: i, j: i % 10})"],
        ["CREATE (:Hub)", "UNWIND range(1, $n) AS i MATCH (h:Hub) MERGE (h)-[r:R {i: i}]->(:P)"],
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
}
