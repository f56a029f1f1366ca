import CypherSyntax
import Diagnostics
import PropertyGraph
import Testing

@testable import QueryEngine

/// What a rule does to a query it also does where DISTINCT, ORDER BY, SKIP and LIMIT stand behind, and where the query stands in a CALL.
struct OptimiserTailTests {
    private static let graph: Graph = {
        var builder = GraphBuilder()
        for number in 0..<200 { builder.addNode(labels: number % 2 == 0 ? ["A"] : ["B"], properties: ["x": .integer(number % 7), "k": .integer(number)]) }
        for number in 0..<199 { builder.addRelationship(type: "R", from: number, to: number + 1, properties: [:]) }
        return builder.build()
    }()

    /// A query that the rule changes, with a column x.
    private static let queries: [String: [String]] = [
        "constant folding": ["UNWIND [1, 2] AS i RETURN i + (1 + 1) AS x"],
        "count of a subquery": ["MATCH (a:A) WHERE COUNT { (a)-->() } > 0 RETURN a.x AS x", "MATCH (a:A) RETURN size([(a)-->(b) | b.x]) AS x"],
        "predicate push-down": ["MATCH (a:A) WITH a, a.k AS k MATCH (a)-->(b) WHERE a.x = 1 RETURN b.x AS x"],
        "start by key": ["MATCH (a:A {k: 1})-->(b) RETURN b.x AS x", "UNWIND [1, 2] AS i MATCH (a {k: i}) RETURN a.x AS x"],
        "label push-down": ["MATCH (a:A)-->(b:B) RETURN b.x AS x", "MATCH (a:A|B)-->(b:!A) RETURN a.x AS x"],
        "conditions on walked relationships": [
            "MATCH (a:A)-[rs*1..3]->(b) WHERE all(r IN rs WHERE r.k > 1) RETURN b.x AS x", "MATCH p = (a:A)-[*1..2]->(b) WHERE none(r IN relationships(p) WHERE r.k > 1) RETURN a.x AS x",
            "MATCH p = (a:A)-[*1..3]->(b) WHERE all(n IN nodes(p) WHERE n.x > 1) RETURN b.x AS x",
        ],
        "shortest walks under conditions": [
            "MATCH p = shortestPath((a:A)-[*..3]->(b)) WHERE all(r IN relationships(p) WHERE r.k IS NULL) RETURN b.x AS x",
            "MATCH (a:A {k: 4}), (b) MATCH p = allShortestPaths((a)-[*..3]-(b)) WHERE none(n IN nodes(p) WHERE n.x = 3) AND a <> b RETURN length(p) AS x",
        ],
        "length without a list": ["MATCH p = (a:A)-[*1..3]->(b) RETURN length(p) AS x", "MATCH (a:A)-[rs*1..3]->(b) RETURN size(rs) AS x"],
        "parts of a path without it": [
            "MATCH p = (a:A)-[*1..3]->(b) RETURN nodes(p)[1].x AS x", "MATCH p = (a:A)-->()-[*0..2]-() RETURN size([r IN relationships(p) WHERE startNode(r).k > 5]) AS x",
        ],
        "intersection of neighbours": ["MATCH (a)-->(b)-->(c), (a)-->(c) RETURN a.x AS x"],
        "semi-join and anti-join": ["MATCH (a:A) WHERE EXISTS { (a)-->(:B) } RETURN a.x AS x", "MATCH (a:A) WHERE NOT EXISTS { (a)-->(:B) } RETURN a.x AS x"],
        "keys that follow from others": ["MATCH (a:A)-->(b) RETURN a.x AS x, a AS a, count(*) AS c"],
        "count without rows, and distinct ends": [
            "MATCH (a:A)-->(b) RETURN count(*) AS x", "MATCH (a:A)-->(b) RETURN a.x AS x, count(*) AS c", "MATCH (a:A)-->(b) WITH DISTINCT b RETURN b.x AS x",
            "MATCH (a:A)-[*1..3]->(b) WITH DISTINCT b RETURN b.x AS x", "MATCH (a:A) RETURN COUNT { (a)-->() } AS x",
        ],
        "grouping on all cores": ["MATCH (a:A)-->(b) RETURN b.x AS x, count(*) AS c"],
        "keys once a value": ["MATCH (a:A)-->(b) RETURN b.x % 2 AS x, count(*) AS c", "MATCH (a:A) RETURN a.x + 1 AS x, a.x AS y, max(a.k) AS k"],
        "subqueries from their far end": [
            "MATCH (a:A) WHERE EXISTS { (a)-->(:B {k: 1}) } RETURN a.x AS x", "MATCH (a:A) WHERE NOT EXISTS { (a)-->(:B {k: 1}) } RETURN a.x AS x",
            "MATCH (a:A) WHERE EXISTS { (a)-[*1..3]->(:B {k: 1}) } RETURN a.x AS x", "MATCH (a:A) WHERE NOT EXISTS { (a)-[*2..3]->(:B {k: 9}) } RETURN a.x AS x",
        ],
        "subqueries of one row": [],
        "top rows": [],
        "subqueries for many rows at once": [],
    ]

    private static let tails = ["", " LIMIT 2", " SKIP 1", " SKIP 1 LIMIT 2", " ORDER BY x", " ORDER BY x DESC SKIP 1", " ORDER BY x LIMIT 2", " ORDER BY x DESC SKIP 1 LIMIT 2"]

    /// Walks have the same ends from either side, whichever is asked.
    @Test(arguments: [
        ("(a)-[:R*2..3]->(b) WHERE b.k < 9", 4), ("(a)-[:R*0..2]->(b:A {k: 8})", 2), ("(a)<-[:R*3..5]-(b:B) WHERE 190 <= b.k", 3), ("(a)-[:R*2..2]-(b) WHERE b.k > 196", 1),
        ("(a)-[:R*1..2]->(b)-[:R]->(c) WHERE c.k = 50", 1), ("(a)-[:R*..3]->(b) WHERE b.k < 0", 0),
    ]) func walksAreAskedFromEitherEnd(_ pattern: String, _ expected: Int) throws {
        for asks in [true, false] {
            var limits = Limits()
            limits.asksFarEnds = asks
            for (word, count) in [("", expected), ("NOT ", 100 - expected)] {
                let cursor = try Engine(graph: Self.graph).prepare(SourceText("MATCH (a:A) WHERE \(word)EXISTS { \(pattern) } RETURN count(*)")).run(limits: limits)
                #expect(try cursor.next()?.first?[0] == .integer(count), "\(word)\(pattern)")
            }
        }
    }

    private static func plan(_ text: String, without rule: String?) throws -> String {
        let statement = try CypherParser.parse(SourceText(text))
        guard case .query(let query) = statement.body else { return "" }
        let resolved = try Resolver.resolve(
            query, of: statement, names: KnownNames(graph, { Vocabulary() }), parameters: [], procedures: [], graphs: [], functions: [])
        let planned = Optimiser.optimise(Planner.plan(resolved, graph: graph), kinds: resolved.kinds, without: rule.map { [$0] } ?? [])
        let lines = PlanText(planned: planned, graph: graph).lines().map(\.text)
        // What the text does not show.
        let whole = "\(planned.plan)\(planned.subplans)"
        let marks = ["canShare: true", "Grouping.Base", "oncePerTable: true", "oncePerEnd: true", "endsOnly: true", "Multiplicity.weights", "Multiplicity.set"].map { whole.split(separator: $0).count }
        return "\(lines) \(marks)"
    }

    private static func changes(_ rule: String, _ text: String) throws -> Bool {
        try plan(text, without: nil) != plan(text, without: rule)
    }

    @Test(arguments: Optimiser.rules.map(\.name)) func isNotStopped(_ rule: String) throws {
        for query in try #require(Self.queries[rule]) {
            for tail in Self.tails {
                for (clause, end) in [("RETURN", ""), ("RETURN DISTINCT", ""), ("WITH DISTINCT", " RETURN x")] {
                    let whole = query.replacing("RETURN", with: clause) + tail + end
                    #expect(try Self.changes(rule, whole), "\(whole)")
                    // What stands in a CALL is made for each row, on one core, and each row has ends of its own.
                    if ["grouping on all cores", "keys once a value"].contains(rule) || query.contains("WITH DISTINCT b") { continue }
                    #expect(try Self.changes(rule, "UNWIND [1, 2] AS u CALL () { \(whole) } RETURN u, x\(tail)"), "in CALL: \(whole)")
                }
            }
        }
        for tail in Self.tails where rule == "subqueries for many rows at once" {
            // A LIMIT without an order stops early, row by row, unless few rows come of each.
            let isPage = tail.contains("LIMIT")
            for (query, givesFew) in [("MATCH (a:A)-->(b) WHERE a.k > i RETURN b.x AS x, count(*) AS c", false), ("MATCH (a:A) WHERE a.k = i RETURN DISTINCT a.x AS x", true)] {
                let isTogether = isPage ? givesFew || tail.contains("ORDER BY") : !tail.contains("SKIP")
                #expect(try Self.changes(rule, "UNWIND [1, 2] AS i CALL (i) { \(query)\(tail) } RETURN x") == isTogether, "\(query)\(tail)")
            }
        }
        for tail in Self.tails where rule == "subqueries of one row" {
            for query in Self.queries.values.joined() {
                #expect(try Self.changes(rule, "CALL () { \(query)\(tail) } RETURN x"), "\(query)\(tail)")
                #expect(try !Self.changes(rule, "UNWIND [1, 2] AS i CALL () { \(query)\(tail) } RETURN x"), "\(query)\(tail)")
            }
        }
        for tail in Self.tails where rule == "top rows" {
            let isTop = tail.contains("ORDER BY") && tail.contains("LIMIT")
            for query in Self.queries.values.joined() {
                #expect(try Self.changes(rule, query + tail) == isTop, "\(query)\(tail)")
                #expect(try Self.changes(rule, query.replacing("RETURN", with: "RETURN DISTINCT") + tail) == isTop, "DISTINCT: \(query)\(tail)")
            }
        }
    }
}
