import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Joins on equal properties, and groups whose rows several threads put together, give what a comparison of each pair of rows gives.
struct JoinTests {
    private static let awkward: [Value] = [
        .integer(1), .float(1), .integer(2), .float(.nan), .string("a"), .string("b"), .boolean(true), .list([.integer(1)]), .list([.null]),
        .date(CalendarDate(days: 3)), .float(0), .integer(.min),
    ]

    /// By node, keys of one type, of several types, and of none; `s` has other strings in A than in B.
    private static func graph(isWritten: Bool) throws -> Graph {
        var builder = GraphBuilder()
        for number in 0..<120 {
            let isA = number % 4 == 0
            var properties: PropertyMap = [
                "n": .integer(number), "k": .integer(number % 9), "d": .date(CalendarDate(days: number % 5)),
                "s": .string("\(isA ? "a" : "b")\(number % 3 == 0 ? 0 : number % 7)".replacing(isA ? "a0" : "b0", with: "common")),
            ]
            if number % 3 > 0 { properties["m"] = awkward[number / 3 % awkward.count] }
            if number % 5 > 0 { properties["p"] = .integer(number % 6) }
            builder.addNode(labels: [isA ? "A" : "B"], properties: properties)
        }
        for number in 0..<300 { builder.addRelationship(type: "R", from: number % 60, to: number * 7 % 120, properties: ["w": .integer(number % 4)]) }
        let graph = builder.build()
        if !isWritten { return graph }
        let cursor = try Engine(graph: graph).prepare(SourceText("MATCH (a:A {k: 1}) SET a.k = 2 CREATE (:A {n: 1000, k: 2, m: 1.0, s: 'b1'})")).run()
        while try cursor.next() != nil {}
        return cursor.graph
    }

    private static let joins = [
        "MATCH (a:A), (b:B) WHERE a.k = b.k AND a.d = b.d RETURN a.n, b.n", "MATCH (a:A), (b:B) WHERE a.k = b.k RETURN count(*)",
        "MATCH (a:A), (b:B) WHERE a.m = b.m RETURN a.n, b.n", "MATCH (a:A), (b:B) WHERE a.s = b.s AND a.m = b.m RETURN a.n, b.n",
        "MATCH (a:A), (b:B) WHERE b.s = a.s RETURN a.n, b.n", "MATCH (a:A), (b:B) WHERE a.p = b.p AND a.none = b.k RETURN a.n",
        "MATCH (a:A), (b:B) WHERE a.p = b.k AND b.p = a.k RETURN a.n, b.n", "MATCH (b:B) OPTIONAL MATCH (a:A) WHERE a.p = b.p AND a.d = b.d RETURN a.n, b.n",
        "MATCH (b:B) WHERE NOT EXISTS { MATCH (a:A) WHERE a.m = b.m } RETURN b.n", "MATCH (b:B) RETURN b.n, COUNT { MATCH (a:A) WHERE a.s = b.s AND a.k = b.k }",
        "MATCH (a:A), (b:B) WHERE a.k = b.k RETURN a.n UNION ALL MATCH (a:B), (b:A) WHERE a.m = b.m RETURN a.n",
        "MATCH (a:A), (b:B) WHERE a.d.day = b.k RETURN a.n, b.n", "MATCH (a:A), (b:B) WHERE a.k % 3 = b.p + 1 RETURN a.n, b.n", "MATCH (a:A), (b:B) WHERE toUpper(a.s) = toUpper(b.s) AND a.k < b.k RETURN a.n, b.n",
        "MATCH (a:A), (b:B) WHERE coalesce(a.p, 'none') = coalesce(b.m, 'none') RETURN a.n, b.n", "MATCH (a:A)-[:R]->(b) MATCH (c:A) WHERE b.n % 7 = c.n % 5 RETURN a.n, b.n, c.n",
        "MATCH (a:A) OPTIONAL MATCH (b:B) WHERE a.d.day = b.d.day + 3 AND b.k = 2 RETURN a.n, b.n", "UNWIND [1, 'a', null, 1.0, true] AS x MATCH (a:A {m: x}) RETURN x, a.n", "MATCH (a:A), (b:B) WHERE a.m = b.k RETURN a.n, b.n",
        "MATCH (a:A), (b:B) WHERE a.k = b.p AND a.d = b.d AND a.n % 5 = b.k RETURN a.n, b.n", "MATCH (a:A), (b:B) WHERE a.k = b.k * 1000000 AND a.d = b.d RETURN a.n, b.n",
        "MATCH (a:A)-[:R]->(b)<-[:R]-(c)-[:R]->(d)<-[:R]-(e) RETURN e.k, count(*), sum(a.n)",
    ]

    private static let groups = [
        "MATCH (a:A)-[:R]->(b) WITH DISTINCT a, b RETURN count(*)", "MATCH (a:A)-[:R]->(b)<-[:R]-(c) RETURN a.n, c.n, count(*), sum(b.k)",
        "MATCH (a:A)-[:R]->(b)<-[:R]-(c) WITH a, c, count(*) AS n RETURN a.n, c.n, n", "MATCH (a)-[r:R]->(b) WITH a, b.m AS m, collect(r.w) AS l RETURN a.n, m, size(l)",
        "MATCH (a:A)-[r:R]->(b) WITH a, r.w AS w, count(DISTINCT b.m) AS n, min(b.d) AS d RETURN a.n, w, n, d", "MATCH (a:A) WHERE a.k > 100 WITH a, a.d AS d, count(*) AS n RETURN n",
        "MATCH (a)-[r:R]->(b) RETURN DISTINCT a.s, b.s, b.d", "MATCH (a)-[r:R]->(b) RETURN b.k, b.d, r.w, avg(a.p)", "MATCH (a:A)-[:R]->(b) WITH DISTINCT b.m AS m, a RETURN a.n, m", "MATCH (a) WHERE a.n > 70 WITH a, count(DISTINCT a.m) AS n, count(DISTINCT a.k) AS k RETURN a.n, n, k",
        "MATCH (a)-[r:R]->(b) WHERE a.n > 30 WITH a, count(DISTINCT b.m) AS n RETURN a.n, n",
    ]

    @Test(arguments: [false, true]) func doNotDependOnHowTheyAreMade(_ isWritten: Bool) throws {
        let graph = try Self.graph(isWritten: isWritten)
        for query in Self.joins + Self.groups {
            let expected = try Self.rows(query, graph, workers: 1, rowsAtOnce: 2048, without: Set(Engine.optimiserRules))
            #expect(!expected.isEmpty || query.contains("none") || query.contains("100"), "\(query)")
            for workers in [1, 2] {
                for rowsAtOnce in [1, 3, 64, 2048] {
                    let rows = try Self.rows(query, graph, workers: workers, rowsAtOnce: rowsAtOnce, without: [])
                    #expect(rows == expected, "\(query), \(workers) threads, \(rowsAtOnce) rows at once")
                }
            }
        }
    }

    /// Many rows step from the same three nodes to those of their neighbours that have the same value. Some relationships are there twice, each
    /// hub is its own neighbour, and the values are texts, days, numbers or missing.
    @Test func neighboursByValue() throws {
        var builder = GraphBuilder()
        for number in 0..<3 { builder.addNode(labels: ["H"], properties: ["n": .integer(-number), "s": .string("t1"), "d": .date(CalendarDate(days: -1))]) }
        for number in 3..<300 {
            var properties: PropertyMap = ["n": .integer(number), "k": .integer(number % 7)]
            if number % 11 > 0 { properties["s"] = .string("t\(number % 6)") }
            if number % 13 > 0 { properties["d"] = .date(CalendarDate(days: number % 5 - 2)) }
            builder.addNode(labels: number % 3 == 0 ? ["M"] : ["M", "X"], properties: properties)
        }
        for number in 3..<300 {
            builder.addRelationship(type: "IN", from: number, to: number % 3)
            if number % 50 == 0 { builder.addRelationship(type: "IN", from: number, to: number % 3) }
        }
        for hub in 0..<3 { builder.addRelationship(type: "IN", from: hub, to: hub) }
        let graph = builder.build()
        let queries = [
            "MATCH (a)-[:IN]->(h:H)<-[:IN]-(b) WHERE a.s = b.s AND a.n < b.n RETURN h.n, a.n, b.n", "MATCH (a:M)-[:IN]->(h)<-[:IN]-(b:X) WHERE a.d = b.d RETURN a.n, b.n",
            "MATCH (a)-[:IN]->(h:H)<-[:IN]-(b) WHERE a.s = b.s AND a.d = b.d RETURN count(*)", "MATCH (a:M)-[:IN]->(h)<-[:IN]-(b) WHERE a.k = b.k RETURN a.n, b.n",
            "MATCH (a)-[:IN]-(h:H)-[:IN]-(b) WHERE a.s = b.s RETURN a.n, b.n", "MATCH (a:X)-[:IN]->(h) MATCH (h)<-[:IN]-(b) WHERE a.s = b.s RETURN a.n, b.n",
            "MATCH (a:M)-[:IN]->(h)<-[r:IN]-(b) WHERE a.s = b.none RETURN a.n, b.n", "MATCH (a:M)-[:IN]->(h)<-[r:IN]-(b) WHERE a.s + '' = b.s RETURN a.n, b.n, id(r)",
            "MATCH (h:H)<-[:IN]-(a) WITH h, a ORDER BY a.n MATCH (h)<-[:IN]-(b) WHERE b.s = a.s RETURN a.n, collect(b.n)[0]",
            "MATCH (a)-[r:IN]-(h)-[s:IN]-(b)-[t:IN]-(a) RETURN a.n, h.n, b.n, id(r), id(s), id(t)", "MATCH (a)-[:IN]-(h:H), (a)-[:IN]-(b), (h)-[:IN]-(b) RETURN a.n, count(*)",
            "MATCH (a)-[:IN]->(h:H) WHERE EXISTS { (a)-[:IN]-(b)-[:IN]-(h) } RETURN a.n", "MATCH (a)-[:IN]->(h:H) RETURN a.n, COUNT { (a)-[:IN]-(b)-[:IN]->(h) }",
        ]
        for query in queries {
            let expected = try Self.rows(query, graph, workers: 1, rowsAtOnce: 2048, without: Set(Engine.optimiserRules))
            for (workers, rowsAtOnce) in [(1, 1), (1, 7), (1, 2048), (2, 100), (2, 2048)] {
                let rows = try Self.rows(query, graph, workers: workers, rowsAtOnce: rowsAtOnce, without: [])
                #expect(rows == expected, "\(query), \(workers) threads, \(rowsAtOnce) rows at once")
            }
        }
    }

    /// The smaller side is put into the table, whichever is written first, unless a filter leaves few rows of it.
    @Test func beginAtTheLargerSide() throws {
        func plan(_ query: String) throws -> [String] {
            try Engine(graph: try Self.graph(isWritten: false)).prepare(SourceText(query)).planLines.map { $0.trimmingPrefix("  ").description }
        }
        for query in ["MATCH (a:A), (b:B) WHERE a.k = b.k RETURN a.n", "MATCH (b:B), (a:A) WHERE b.k = a.k AND a.d = b.d RETURN a.n"] {
            let lines = try plan(query)
            #expect(lines.contains { $0.hasPrefix("HashJoin  (a:A)") } && lines.contains("NodeByLabelScan  (b:B)"), "\(lines)")
        }
        let lines = try plan("MATCH (a:A), (b:B) WHERE a.k = b.k AND a.n = 4 RETURN a.n")
        #expect(!lines.contains("NodeByLabelScan  (b:B)"), "\(lines)")
    }

    /// One table serves all batches of the run, also where the join begins anew for each.
    @Test func putNodesIntoOneTable() throws {
        let graph = try Self.graph(isWritten: false)
        func steps(_ rowsAtOnce: Int) throws -> Int {
            var limits = Limits(sharing: Sharing(workers: 1))
            limits.rowsAtOnce = rowsAtOnce
            let query = "UNWIND range(1, 50) AS i MATCH (b:B) OPTIONAL MATCH (a:A) WHERE a.k = b.p AND a.n < 0 RETURN count(a)"
            let cursor = try Engine(graph: graph).prepare(SourceText(query)).run(limits: limits)
            while try cursor.next() != nil {}
            return cursor.steps
        }
        // 4,500 rows in batches of 90 or in three.
        #expect(try steps(90) < 2 * steps(2048))
    }

    private static func rows(_ query: String, _ graph: Graph, workers: Int, rowsAtOnce: Int, without rules: Set<String>) throws -> [String] {
        var engine = Engine(graph: graph)
        engine.rulesLeftOut = rules
        var limits = Limits(sharing: Sharing(workers: workers, leastSteps: 1, leastRows: 1))
        limits.rowsAtOnce = rowsAtOnce
        let cursor = try engine.prepare(SourceText(query)).run(limits: limits)
        var rows: [String] = []
        while let batch = try cursor.next() { rows += batch.map { row in row.map { graph.text(of: $0) }.joined(separator: ", ") } }
        return rows.sorted()
    }
}
