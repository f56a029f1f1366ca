import PropertyGraph
import QueryEngine
import Testing

/// What is written a column at a time is what is written row by row, also where rows see each other's changes, values are null, of several types or errors.
struct ColumnWriteTests {
    private static let start = [
        "UNWIND range(0, 11) AS k CREATE (:P {k: k, f: k / 4.0, t: 'text ' + toString(k % 5), d: date('2024-01-01') + duration({days: k}), b: k % 2 = 0})",
        "UNWIND range(0, 6) AS k CREATE (:Q {k: k, t: CASE k % 3 WHEN 0 THEN 'none' WHEN 1 THEN null ELSE k END})",
        "MATCH (p:P), (q:Q) WHERE p.k % 7 = q.k CREATE (p)-[:R {w: p.k * 10 + q.k}]->(q)",
        "MATCH (p:P), (o:P) WHERE p.k + 1 = o.k OR p.k = 2 * o.k CREATE (p)-[:S {w: p.k, t: o.t}]->(o)",
    ]
    private static let writes = [
        "SET p.k = p.k + 1", "SET p.new = p.k", "SET p.t = toUpper(p.t)", "SET p.t = null", "SET p.t = p.k", "SET p.f = p.k", "SET p.d = null, p.b = true",
        "SET p.t = CASE WHEN p.k % 3 = 0 THEN p.d WHEN p.k % 3 = 1 THEN p.t END", "SET p.l = [p.k, p.k]", "SET p.l = [p]", "SET p.m = {a: 1}", "SET p.k = 1 / (p.k - 7)",
        "SET p.b = 1, p.t = p.b", "SET p.t = p.b, p.b = 1", "SET p += {k: p.f, z: 'new'}", "SET p += {k: null, k: 2}", "SET p = {k: p.k}", "SET p:Z, p.k = 3",
        "SET p.year = p.d.year", "SET p.n = COUNT { (p)-->() }", "SET p.k = COUNT { (p)-->(o) WHERE o.k > 3 }", "SET p.n = COLLECT { MATCH (p)-->(o) RETURN o.k ORDER BY o.k }",
        "SET p.n = properties(p).k", "SET p.k = size(keys(p))", "REMOVE p.k, p.t", "REMOVE p:P",
    ]
    private static let statements = writes.map { "MATCH (p:P) \($0)" } + writes.map { "MATCH (p) WHERE p.k <> 4 \($0) RETURN p.k, p.t" }
        + writes.map { "MATCH (o)<--(p:P) \($0)" } + writes.map { "MATCH (p:P) \($0) WITH p MATCH (p)-->(o) WHERE o.k > 1 SET o.seen = p.k" } + [
            "MATCH (p:P)-[r:R]->(q:Q) SET p.t = q.t", "MATCH (p:P)-[r:R]->(q:Q) SET p.k = q.k", "MATCH (p:P)-[:S]->(o:P) SET p.k = o.k", "MATCH (p:P)-[:S]->(o:P) SET o.k = p.k + o.k",
            "MATCH (p:P)-[r]->(o) SET r.w = r.w / 2", "MATCH (p:P)-[r]->(o) WHERE r.w > 5 SET r.w = null", "MATCH (p:P)-[r]->(o) SET r.k = p.k, p.k = 1",
            "MATCH (p:P)-[r]->(o) SET r.w = o.t + '!'", "MATCH ()-[r]->() SET r += {u: r.w, w: 1}", "OPTIONAL MATCH (p:P) WHERE p.k > 4 SET p.k = 0", "OPTIONAL MATCH (p:None) SET p.k = 0",
            "MATCH (p:P) OPTIONAL MATCH (p)-->(q:Q {k: 3}) SET q.k = p.k", "UNWIND [1, 2, 1, 5] AS i MATCH (p:P {k: i}) SET p.t = toString(i) SET p.k = i + 20",
            "UNWIND [{k: 1, t: 'x'}, {k: 2, t: 7}, {k: 3}] AS row MATCH (p:P {k: row.k}) SET p.t = row.t", "UNWIND [{k: 1, p: 2}, {k: 3, p: 4}] AS k MATCH (p:P {k: k.k}) SET p.k = k.p",
            "MATCH (p:P) WITH collect(p) AS list, collect({n: p}) AS maps UNWIND range(0, 11) AS i WITH list[i] AS p, maps[11 - i] AS m SET p.k = m.n.k",
            "MATCH (p:P) SET p.k = 1 DELETE p SET p.k = 2", "MATCH (p:P) WHERE p.k < 3 DETACH DELETE p SET p.k = 2",
            "UNWIND range(1, 9) AS i CREATE (n:N {k: i, t: 'n' + toString(i % 3), nothing: null}) SET n.k = n.k * 2 RETURN n.k, n.t",
            "UNWIND range(1, 9) AS i CREATE (n:N {k: CASE i % 3 WHEN 0 THEN i WHEN 1 THEN 'a' ELSE null END, l: [i], d: date('2024-02-01')})",
            "UNWIND range(1, 9) AS i CREATE (n:N {k: {a: i}})", "UNWIND range(1, 9) AS i CREATE (n:N {k: 1 / (i - 5)})", "UNWIND range(1, 9) AS i CREATE (n:N:P {k: i})-[:R {w: i}]->(m:N {k: n.k})",
            "UNWIND [{k: 1}, {k: 2, l: 'x'}] AS row CREATE (n:N) SET n = row", "UNWIND [{k: 1}, {k: 2, l: 'x'}] AS row CREATE (n:N) SET n += row", "UNWIND range(1, 9) AS i CREATE (), (:P)",
            "MATCH (p:P) CREATE (p)-[:T {d: p.d, k: p.k}]->(p), (p)<-[:S]-(:Q {k: p.k})", "MATCH (p:P) CREATE (n:P {k: p.k}) WITH n, p MATCH (o:P {k: n.k}) RETURN count(*) AS n",
            "MATCH (p:P) WHERE p.k > 8 CREATE (p)-[r:T]->(:N) DELETE r", "MATCH (p:P)-[r:S]->() DELETE r, r", "MATCH (p:P)-[r:S]->(o) DELETE r CREATE (o)-[:S {w: r.w}]->(p)",
            "MATCH (p:P) WHERE p.k % 3 = 0 DETACH DELETE p", "MATCH (p:P) WHERE p.k % 3 = 0 DELETE p", "MATCH (p:P)-[r]->(o) DELETE r DELETE p", "MATCH w = (p:P)-[:S]->(o) DETACH DELETE w",
            "MATCH (p:P) OPTIONAL MATCH (p)-[r:R]->(:Q {k: 2}) DELETE r", "MATCH (p:P) WITH p LIMIT 3 DETACH DELETE p WITH 1 AS one MATCH (o:P) RETURN count(o) AS n",
            "MATCH (p:P {k: 3}) SET p.k = 33 WITH p MATCH (o:P {k: 33}) RETURN count(o) AS n", "MATCH (p:P) SET p.k = p.k + 1 WITH p MATCH (o:P {k: p.k}) RETURN count(o) AS n",
            "UNWIND range(0, 20) AS i MERGE (p:P {k: i}) ON CREATE SET p.c = i ON MATCH SET p.m = p.t", "UNWIND [1, 1, 30, 30] AS i MERGE (p:P {k: i}) ON CREATE SET p.c = 0 ON MATCH SET p.c = coalesce(p.c, 5) + 1",
            "UNWIND range(0, 20) AS i MATCH (q:Q {k: i % 7}) MERGE (q)-[r:M]->(p:P {k: i}) ON CREATE SET q.last = i ON MATCH SET q.last = -i",
        ]

    @Test(arguments: statements.indices) func leavesWhatItLeavesRowByRow(_ number: Int) throws {
        var graph = Graph.empty
        for statement in Self.start { graph = try WrittenGraph.run(statement, graph).graph }
        WrittenGraph.expectSame(Self.statements[number], graph)
        WrittenGraph.expectSame(Self.statements[number], graph.settled())
    }

    /// A write of many rows leaves nothing in the delta, and so no slower reads.
    @Test(arguments: ["MATCH (p:P) SET p.k = p.k + 1", "MATCH (p:P) SET p.n = COUNT { (p)-->() }", "MATCH ()-[r:R]->() SET r.w = 1", "UNWIND range(1, 9) AS i CREATE (:N {k: i})"])
    func leavesNoDelta(_ text: String) throws {
        var graph = Graph.empty
        for statement in Self.start { graph = try WrittenGraph.run(statement, graph).graph }
        let after = try WrittenGraph.run(text, graph.settled(), leastTogether: 1).graph
        #expect(after.hasNoWrites && after.changeCount != graph.settled().changeCount)
    }

    /// Constraints are held against what is written.
    @Test func constraintsHold() throws {
        var graph = try WrittenGraph.run("UNWIND range(0, 9) AS k CREATE (:P {k: k})", .empty).graph
        graph = try WrittenGraph.run("CREATE CONSTRAINT FOR (p:P) REQUIRE p.k IS UNIQUE", graph.settled()).graph
        #expect(throws: (any Error).self) { try WrittenGraph.run("MATCH (p:P) SET p.k = 1", graph, leastTogether: 1) }
        #expect(throws: (any Error).self) { try WrittenGraph.run("UNWIND range(0, 9) AS k CREATE (:P {k: k})", graph, leastTogether: 1) }
    }
}
