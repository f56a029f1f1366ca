import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// An error while rows are made is at the expression that failed, wherever that stands.
struct PlaceTests {
    /// Two nodes of label `N` with a relationship of type `R`, each with a property.
    private static let graph: Graph = {
        var builder = GraphBuilder()
        let nodes = (0..<2).map { builder.addNode(labels: ["N"], properties: ["x": .integer($0), "s": .string("text")]) }
        builder.addRelationship(type: "R", from: nodes[0], to: nodes[1], properties: ["x": .integer(1)])
        return builder.build()
    }()

    /// The text between `«` and `»` is what fails. The parameters are of types that the resolver does not know.
    private func check(_ marked: String) {
        let query = marked.filter { $0 != "«" && $0 != "»" }
        let start = marked.prefix { $0 != "«" }.utf8.count
        let wanted = marked.drop { $0 != "«" }.dropFirst().prefix { $0 != "»" }
        let functions = [GraphFunction(name: "t.g", summary: "", inputs: [.init(name: "x", type: "INTEGER")]) { _ in Self.graph }]
        do throws(Diagnostics) {
            let parameters: [String: Value] = ["one": .integer(1), "text": .string("text"), "map": .map(["a": .map(["b": .integer(1)])])]
            let cursor = try Engine(graph: Self.graph, graphs: functions).prepare(SourceText(query), parameters: Set(parameters.keys)).run(parameters: parameters)
            while try cursor.next() != nil {}
            Issue.record("no error: \(query)")
        } catch {
            let first = error.list[0]
            #expect(first.phase == .runtime, "\(first.fault.code) before it runs: \(query)")
            guard let span = first.span else {
                Issue.record("no place: \(query)")
                return
            }
            #expect(span.start == start, "\(query)")
            #expect(String(query.utf8.dropFirst(span.start).prefix(span.end - span.start)) == String(wanted), "\(query)")
        }
    }

    private static let failing = "«1 / (n.x - n.x)»"

    /// A place for an expression over `n` in every clause.
    @Test(arguments: [
        "MATCH (n:N) RETURN @", "MATCH (n:N) RETURN n.x AS a, [1, @] AS b", "MATCH (n:N) RETURN {k: @} AS a", "MATCH (n:N) RETURN DISTINCT @ AS a",
        "MATCH (n:N) WITH @ AS a RETURN a", "MATCH (n:N) RETURN n.x ORDER BY @", "MATCH (n:N) RETURN n.x ORDER BY @ LIMIT 1",
        "MATCH (n:N) RETURN n.x ORDER BY @ SKIP 1 LIMIT 1", "MATCH (n:N) WITH n ORDER BY @ RETURN n", "MATCH (n:N) WITH n WHERE @ = 1 RETURN n",
        "MATCH (n:N) WHERE @ = 1 RETURN n", "MATCH (n:N) WHERE n.x > -1 AND @ = 1 RETURN n", "MATCH (n:N) WHERE NOT (@ = 1) RETURN n",
        "MATCH (n:N) OPTIONAL MATCH (m {x: @}) RETURN m", "MATCH (n:N) MATCH (m {x: @}) RETURN m", "MATCH (n:N) MATCH (m:N)-[r {x: @}]->() RETURN m",
        "MATCH (n:N) MATCH (m:N)-[r* {x: @}]->() RETURN m", "MATCH (n:N) UNWIND [@] AS a RETURN a", "MATCH (n:N) UNWIND range(1, @) AS a RETURN a",
        "MATCH (n:N) RETURN count(@)", "MATCH (n:N) RETURN n.s, sum(@)", "MATCH (n:N) RETURN collect(DISTINCT @)", "MATCH (n:N) RETURN @ AS k, count(*)",
        "MATCH (n:N) RETURN percentileCont(@, 0.5)", "MATCH (n:N) RETURN [a IN [1] | @]", "MATCH (n:N) RETURN [a IN [1] WHERE @ = a | a]",
        "MATCH (n:N) RETURN any(a IN [1] WHERE @ = a)", "MATCH (n:N) RETURN reduce(a = 0, b IN [1] | a + @)", "MATCH (n:N) RETURN reduce(a = @, b IN [1] | a)",
        "MATCH (n:N) RETURN [(n)-->(m) | @]", "MATCH (n:N) RETURN EXISTS { (n)-->() WHERE @ = 1 }", "MATCH (n:N) RETURN COUNT { MATCH (m) WHERE @ = 1 }",
        "MATCH (n:N) RETURN COLLECT { MATCH (m) RETURN @ }", "MATCH (n:N) CALL (n) { RETURN @ AS a } RETURN a", "MATCH (n:N) CALL (n) { WITH n WHERE @ = 1 RETURN 1 AS a } RETURN a",
        "MATCH (n:N) RETURN CASE WHEN @ = 1 THEN 1 END", "MATCH (n:N) RETURN CASE @ WHEN 1 THEN 1 END", "MATCH (n:N) RETURN CASE WHEN true THEN @ END",
        "MATCH (n:N) RETURN CASE WHEN false THEN 1 ELSE @ END", "MATCH (n:N) RETURN [1, 2][@]", "MATCH (n:N) RETURN [1, 2][@..]", "MATCH (n:N) RETURN abs(@)",
        "MATCH (n:N) CREATE (:M {x: @})", "MATCH (n:N) CREATE (n)-[:R {x: @}]->(:M)", "MATCH (n:N) MERGE (:M {x: @})", "MATCH (n:N) MERGE (n)-[:Q {x: @}]->(:M)",
        "MATCH (n:N) MERGE (m:M) ON CREATE SET m.x = @", "MATCH (n:N) MERGE (m:N {x: n.x}) ON MATCH SET m.x = @", "MATCH (n:N) SET n.y = @", "MATCH (n:N) SET n += {y: @}",
        "MATCH (n:N) SET n = {y: @}", "MATCH (n:N) INSERT (:M {x: @})", "MATCH (n:N) DELETE [n][@]", "MATCH (n:N) LET a = @ RETURN a", "MATCH (n:N) FILTER @ = 1 RETURN n",
        "MATCH (n:N) FOR a IN [@] RETURN a",
    ])
    func everyClausePointsAtWhatFailed(_ clause: String) { check(clause.replacing("@", with: Self.failing)) }

    /// Expressions that run only once, and values that are not what a clause takes.
    @Test(arguments: [
        "RETURN 1 SKIP «1 / ($one - 1)»", "RETURN 1 LIMIT «1 / ($one - 1)»", "MATCH (n) RETURN n.x ORDER BY n.x LIMIT «1 / ($one - 1)»", "RETURN 1 SKIP «$text»", "RETURN 1 LIMIT «-$one»",
        "MATCH (n) RETURN n.x ORDER BY n.x SKIP «$text» LIMIT 1",
        "CALL { USE t.g(«1 / ($one - 1)») RETURN 1 AS a } RETURN a", "CALL { USE t.g(«$text») RETURN 1 AS a } RETURN a", "MATCH (n) RETURN percentileCont(n.x, «1 + $one»)",
        "MATCH (n) RETURN percentileDisc(n.x, «$text»)", "LOAD CSV FROM «$one» AS a RETURN a", "MATCH (n:N) RETURN «sum(n.s)»", "MATCH (n:N) RETURN n.x, «avg(n.s)»",
        "MATCH (n:N) WHERE «n.s» RETURN n", "MATCH (n:N) WHERE n.x > -1 AND «n.s» RETURN n", "MATCH (n:N) WITH n.s AS s WHERE «s» RETURN s", "MATCH (n:N) RETURN CASE WHEN «n.s» THEN 1 END",
        "WITH $one AS a MATCH («a»)-->(b) RETURN b", "WITH $one AS b MATCH (a)-->(«b») RETURN a", "WITH $one AS a MATCH («a»)-[*]->(b) RETURN b", "WITH $one AS a MATCH («a»)-[*0..]->(b) RETURN DISTINCT b",
        "WITH $one AS r MATCH (a)-[«r»]->(b) RETURN b", "WITH $one AS a MATCH («a»:N) RETURN a", "WITH $one AS a RETURN EXISTS { («a»)-->() }",
        "MATCH (n:N) SET n.y = «$map»", "MATCH (n:N) SET n = «$map»", "MATCH (n:N) SET n += «$map»", "MATCH (n:N) SET n = {a: 1, y: «{b: 1}»}", "MATCH (n:N) CREATE (m {y: «[[n.x]]»})",
        "UNWIND [$map] AS m CREATE (n) SET n = «m»", "MATCH (n:N) SET n = «$one»", "WITH $one AS a SET «a».x = 1", "WITH $one AS a SET «a» += {x: 1}", "WITH $one AS a SET «a» = {x: 1}", "WITH $one AS a SET «a»:L", "WITH $one AS a REMOVE «a».x",
        "WITH $one AS a REMOVE «a»:L", "WITH $one AS a DELETE «a»", "MATCH (n:N) WITH n, $one AS a DETACH DELETE n, «a»", "MATCH (n:N {x: 0}), (m:N {x: 1}) DELETE «n»", "WITH $one AS a CREATE («a»)-[:R]->()",
        "WITH $one AS a CREATE ()-[:R]->(«a»)", "WITH $one AS a CREATE ()<-[:R]-(«a»)", "OPTIONAL MATCH (n:None) CREATE (m:W)-[:Q]->(«n»)", "OPTIONAL MATCH (n:None) INSERT (m:W)-[:Q]->(«n»)", "OPTIONAL MATCH (n:None) MERGE (m:W)-[:Q]->(«n»)",
        "MERGE (:M {x: «toInteger('x')»})", "MATCH (n:N) WITH n.none AS a MERGE (:M {x: «a»})", "MATCH (n:N) DETACH DELETE n SET «n».x = 1", "MATCH (n:N) DETACH DELETE n CREATE («n»)-[:R]->()",
        "MATCH (n:N) DETACH DELETE n RETURN «n.x»", "UNWIND [0] AS x RETURN CASE WHEN x = 1 THEN 10 / x ELSE «10 / x» END", "UNWIND [0] AS x RETURN CASE WHEN x = 1 THEN 10 / x END, «10 / x»",
        "UNWIND [$text] AS t RETURN 1 + size(«abs(t)»)", "MATCH (n:N) WHERE «n.x IN $one» RETURN n",
    ])
    func wrongValues(_ marked: String) { check(marked) }

    /// The sentence names the clause as it was written.
    @Test(arguments: [
        ("OPTIONAL MATCH (n:None) CREATE (m)-[:Q]->(n)", "CREATE takes a node, not null"), ("OPTIONAL MATCH (n:None) INSERT (m)-[:Q]->(n)", "INSERT takes a node, not null"),
        ("OPTIONAL MATCH (n:None) MERGE (m)-[:Q]->(n)", "MERGE takes a node, not null"), ("WITH $one AS a SET a.x = 1", "SET takes a node or a relationship, not an integer"),
        ("WITH $one AS a REMOVE a.x", "REMOVE takes a node or a relationship, not an integer"), ("WITH $one AS a SET a:L", "SET takes a node, not an integer"),
        ("WITH $one AS a REMOVE a:L", "REMOVE takes a node, not an integer"),
    ])
    func clausesAreNamed(_ query: String, _ sentence: String) throws {
        let cursor = try Engine(graph: Self.graph).prepare(SourceText(query), parameters: ["one"]).run(parameters: ["one": .integer(1)])
        let error = #expect(throws: Diagnostics.self) { while try cursor.next() != nil {} }
        #expect(error?.list[0].fault.sentence == sentence)
    }
}
