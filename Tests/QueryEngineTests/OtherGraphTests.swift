import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// What a statement has just created is not in the graph that USE chooses, which may have fewer nodes and relationships.
struct OtherGraphTests {
    /// Two nodes and a relationship, which every graph of these tests has.
    private static let graph: Graph = {
        var builder = GraphBuilder()
        let (a, b) = (builder.addNode(labels: ["A"], properties: ["v": .integer(1)]), builder.addNode(labels: ["B"]))
        builder.addRelationship(type: "R", from: a, to: b, properties: ["v": .integer(2)])
        return builder.build()
    }()

    /// All of it, written over, and without the second node.
    private static let graphs: [String: Graph] = {
        var written = graph
        written.set("w", of: NodeID(0), to: .integer(3))
        return ["plain": graph, "written": written, "part": graph.keeping(nodes: { $0.index == 0 }, relationships: { _ in true })]
    }()

    private func answer(_ query: String) throws -> String {
        let functions = Self.graphs.map { name, graph in GraphFunction(name: "t.\(name)", summary: "", inputs: []) { _ in graph } }
        let engine = Engine(graph: Self.graph, graphs: functions)
        do {
            let cursor = try engine.prepare(SourceText(query)).run()
            var rows: [String] = []
            while let batch = try cursor.next() {
                rows += batch.map { row in row.map { cursor.graph.text(of: $0) }.joined(separator: " | ") }
            }
            return rows.isEmpty ? "nothing" : rows.joined(separator: "\n")
        } catch {
            #expect(error.list[0].span != nil, "\(query)")
            return error.list[0].fault.code
        }
    }

    private static let other = "EntityOfAnotherGraph"

    /// Expressions over `n`, `m`, `r` and `p`, which USE does not see, and what comes of them.
    private static let expressions: [(String, String)] = [
        ("n.v", other), ("n['v']", other), ("n:X", other), ("n:!X", other), ("labels(n)", other), ("keys(n)", other),
        ("properties(n)", other), ("n IS LABELED X", other), ("r.v", other), ("r['v']", other), ("r:T", other), ("type(r)", other), ("startNode(r)", other),
        ("endNode(r)", other), ("keys(r)", other), ("properties(r)", other), ("nodes(p)[0].v", other),
        ("relationships(p)[0].v", other), ("[x IN [n, m] | x.v]", other), ("any(x IN [n] WHERE x.v = 1)", other),
        ("size([x IN [r] WHERE type(x) = 'T'])", other),
        ("length(p)", "1"), ("n = n", "true"), ("n = m", "false"), ("size(nodes(p))", "2"), ("n IS NULL", "false"), ("id(n)", "2"),
        ("COUNT { (n)-->() }", "0"), ("EXISTS { (n)-[*1..3]->(m) }", "false"), ("EXISTS { MATCH (n)-[r]->(m) RETURN 1 AS one }", "false"),
        ("size([(n)-[s]-(x) | x])", "0"), ("COUNT { MATCH (n), (m) }", "1"), ("shortestPath((n)-[*]->(m))", "null"),
    ]

    @Test(arguments: ["plain", "written", "part"])
    func whatWasCreatedIsNotThere(_ name: String) throws {
        for (expression, wanted) in Self.expressions {
            let query = "CREATE p = (n:X {v: 1})-[r:T {v: 2}]->(m) WITH n, r, m, p CALL (n, r, m, p) { USE t.\(name) RETURN \(expression) AS x } RETURN x"
            #expect(try answer(query) == wanted, "\(expression)")
        }
    }

    /// Clauses that group, sort and walk.
    @Test(arguments: [
        ("WITH DISTINCT n RETURN 1 AS x", "1"), ("WITH n, count(*) AS c RETURN c AS x", "1"), ("RETURN count(DISTINCT n) AS x", "1"),
        ("RETURN count(DISTINCT r) AS x", "1"), ("WITH n, m, r ORDER BY n, r RETURN 1 AS x", "1"), ("MATCH (n)-->(y) RETURN 1 AS x", "nothing"),
        ("MATCH (n)--(m) RETURN 1 AS x", "nothing"), ("MATCH (n)-[r]->(m) RETURN 1 AS x", "nothing"), ("MATCH (y)-[r]-(z) RETURN 1 AS x", "nothing"),
        ("MATCH (n)-[*0..2]->(y) RETURN count(*) AS x", "0"), ("MATCH (n)-[*1..2]->(y) RETURN DISTINCT 1 AS x", "nothing"),
        ("MATCH (n)-[*0..2]->(y) WITH DISTINCT y RETURN count(*) AS x", "0"), ("MATCH (n) ((u)-->(v))+ (m) RETURN 1 AS x", "nothing"),
        ("MATCH ANY SHORTEST (n)-->+(m) RETURN 1 AS x", "nothing"), ("OPTIONAL MATCH (n)-->(y) RETURN y AS x", "null"),
        ("MATCH (n)-->(y)-->(m), (n)-->(m) RETURN 1 AS x", "nothing"), ("MATCH (y)-->(z) WITH DISTINCT y, n MATCH (y)-->(w) RETURN count(*) AS x", "1"),
    ])
    func clausesFindNothingAtIt(_ clauses: String, _ wanted: String) throws {
        for name in ["plain", "written"] {
            let query = "CREATE (n:X {v: 1})-[r:T {v: 2}]->(m) WITH n, r, m CALL (n, r, m) { USE t.\(name) \(clauses) } RETURN x"
            #expect(try answer(query) == wanted)
        }
    }

    /// What a view leaves out was not deleted.
    @Test func whatAViewLeavesOut() throws {
        func query(_ expression: String) -> String { "MATCH (b:B), ()-[r:R]->() CALL (b, r) { USE t.part RETURN \(expression) AS x } RETURN x" }
        #expect(try answer(query("b.v")) == Self.other)
        #expect(try answer(query("labels(b)")) == Self.other)
        #expect(try answer(query("r.v")) == Self.other)
        #expect(try answer(query("type(r)")) == "'R'")
        #expect(try answer(query("COUNT { (b)--() }")) == "0")
    }

    /// The same accesses after a DELETE.
    @Test(arguments: [
        ("r.v", "DeletedEntityAccess"), ("a.v", "DeletedEntityAccess"), ("labels(a)", "DeletedEntityAccess"), ("type(r)", "'R'"),
        ("COUNT { (a)-->() }", "0"), ("EXISTS { MATCH (a)-[r]->(b) RETURN 1 AS one }", "false"), ("a = b", "false"),
    ])
    func afterDelete(_ expression: String, _ wanted: String) throws {
        #expect(try answer("MATCH (a)-[r:R]->(b) DETACH DELETE a RETURN \(expression) AS x") == wanted)
    }
}
