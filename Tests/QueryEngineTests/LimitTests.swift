import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Limits hold in every operator that can take long or hold much, and the engine goes on afterwards.
struct LimitTests {
    private func code(_ query: String, _ limits: Limits, over graph: Graph = .empty) -> String? {
        do {
            let cursor = try Engine(graph: graph).prepare(SourceText(query)).run(limits: limits)
            while try cursor.next() != nil {}
            return nil
        } catch {
            return error.list[0].fault.code
        }
    }

    /// 200 nodes, each with a relationship to each of the 40 after it.
    static let ring: Graph = {
        var builder = GraphBuilder()
        for number in 0..<200 { builder.addNode(labels: ["P"], properties: ["k": .integer(number)]) }
        for number in 0..<200 {
            for step in 1...40 { builder.addRelationship(type: "W", from: number, to: (number + step) % 200, properties: ["s": .integer(step)]) }
        }
        return builder.build()
    }()

    @Test(arguments: [
        "UNWIND range(1, 300000) AS n WITH n ORDER BY -n RETURN n",
        "UNWIND range(1, 300000) AS n RETURN n, count(*)",
        "UNWIND range(1, 300000) AS n RETURN n + 0.5, count(*)",
        "UNWIND range(1, 300000) AS n RETURN DISTINCT n",
        "UNWIND range(1, 300000) AS n RETURN collect(n)",
        "UNWIND range(1, 300000) AS n RETURN count(DISTINCT n)",
        "UNWIND range(1, 300000) AS n WITH n WHERE n > 0 CREATE (:A {n: n})",
        "RETURN size(range(1, 300000))",
        "RETURN size([n IN [1, 2, 3] | range(1, 60000)])",
        "RETURN size(reduce(text = 'x', n IN range(1, 24) | text + text))",
        "RETURN last(COLLECT { UNWIND range(1, 300000) AS n RETURN n })",
        "UNWIND range(1, 300000) AS n CREATE (:A {n: n})",
        "UNWIND range(1, 30000) AS n CREATE (a:A) SET a = {n: n}",
        "UNWIND range(1, 300) AS n CREATE (:A {n: n}) WITH count(*) AS c MATCH (a), (b) CREATE (a)-[:Q]->(b)",
        "UNWIND range(1, 300000) AS n MERGE (:A {n: n})",
        "UNWIND range(1, 30000) AS n MERGE (a:A {n: n}) ON CREATE SET a:B",
        "CREATE (a:A) WITH a UNWIND range(1, 30000) AS n MERGE (a)-[:R]->(:B {n: n})",
        "CREATE (a:A) WITH a UNWIND range(1, 30000) AS n SET a.n = [n]",
        "UNWIND range(1, 150000) AS n CREATE (a:A) DELETE a",
        "UNWIND range(1, 400) AS n RETURN collect(reduce(t = 'x' + n, i IN range(1, 14) | t + t))",
        "UNWIND range(1, 400) AS n WITH DISTINCT reduce(t = 'x' + n, i IN range(1, 14) | t + t) AS t RETURN count(*)",
        "UNWIND range(1, 400) AS n WITH range(n, n + 3000) AS l, count(*) AS c RETURN sum(c)",
        "UNWIND range(1, 2000) AS a UNWIND range(1, 2000) AS b RETURN collect('a')",
    ])
    func memoryIsLimited(_ query: String) {
        #expect(code(query, Limits(memory: 2 << 20)) == "MemoryLimit")
        #expect(code(query, Limits(memory: 1 << 30)) == nil)
    }

    @Test func memoryIsLimitedOnAllCores() {
        let sharing = Sharing(workers: 3, leastSteps: 0, leastRows: 2)
        let query = "MATCH (a:P)-[:W]->(b)-[:W]->(c) RETURN collect([a, b, c])"
        #expect(code(query, Limits(memory: 2 << 20, sharing: sharing), over: Self.ring) == "MemoryLimit")
        #expect(code(query, Limits(sharing: sharing), over: Self.ring) == nil)
    }

    /// Rows that stand for very many are counted as such, and end where they are too many to count.
    @Test func rowsAreCountedWithCare() {
        let pattern = (0..<9).map { "(n\($0))" }.joined(separator: ", ")
        #expect(code("MATCH \(pattern) RETURN count(*)", Limits(), over: Self.ring) == "IntegerOverflow")
        #expect(code("UNWIND range(1, 60) AS u MATCH \(pattern.dropLast(6)) RETURN count(*)", Limits(), over: Self.ring) == "IntegerOverflow")
        #expect(code("MATCH \(pattern.dropLast(12)) RETURN sum(1.5)", Limits(timeout: .milliseconds(100)), over: Self.ring) == "TimeLimit")
        #expect(code("MATCH \(pattern.dropLast(12)) RETURN collect(1)", Limits(memory: 1 << 20), over: Self.ring) == "MemoryLimit")
    }

    @Test(arguments: [
        "MATCH (a:P), (b:P) CREATE (a)-[:Q]->(b) WITH count(*) AS n MATCH (a:P), (b:P), (c:P) CREATE (a)-[:Q]->(b)",
        "MATCH (a:P), (b:P), (c:P) SET a.x = b.k + c.k",
        "MATCH (a:P), (b:P), (c:P) MERGE (a)-[:Q {k: c.k}]->(b)",
        "MATCH (a:P), (b:P), (c:P), (d:P) WITH DISTINCT [a.k, b.k, c.k, d.k] AS l RETURN count(*)",
        "MATCH (a:P), (b:P), (c:P), (d:P) WITH [a.k, b.k, c.k, d.k] AS l, count(*) AS n RETURN max(n)",
        "MATCH (a:P), (b:P), (c:P), (d:P) UNWIND [a, b, c, d] AS x RETURN count(DISTINCT x.k + a.k + b.k)",
        "MATCH (a:P)-[:W]->(b)-[:W]->(c)-[:W]->(d)-[:W]->(e) WHERE a.k + e.k = -1 RETURN count(*)",
        "MATCH (a:P)-[:W]->(b)-[:W]->(c)-[:W]->(d)-[:W]->(e) RETURN a.k, e.k, collect(c.k)",
        "MATCH (a:P)-[:W]->(b)-[:W]->(c)-[:W]->(d)-[:W]->(e)-[:W]->(f), (a)-[:W]->(f) RETURN count(*)",
        "MATCH (a:P)-[:W*5]->(b) RETURN count(*)",
        "MATCH (a:P), (b:P), (c:P), (d:P), (e:P) RETURN a.k + b.k + c.k + d.k + e.k AS s ORDER BY s LIMIT 3",
        "MATCH (a:P), (b:P), (c:P), (d:P), (e:P) RETURN DISTINCT a.k + b.k + c.k + d.k + e.k AS s",
    ], [Sharing(workers: 1), Sharing(workers: 3, leastSteps: 0, leastRows: 2)])
    func timeIsLimited(_ query: String, _ sharing: Sharing) {
        let start = ContinuousClock.now
        #expect(code(query, Limits(timeout: .milliseconds(150), sharing: sharing), over: Self.ring) == "TimeLimit")
        // Generous, for a machine that has other things to do.
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    /// The fault of the first row that has one, whichever thread meets one first.
    @Test func faultsAreThoseOfTheFirstRow() {
        let query = "MATCH (a:P)-[r:W]->(b) RETURN sum(CASE WHEN a.k = 3 AND r.s = 1 THEN 1 / 0 WHEN a.k > 100 THEN size(a.k) ELSE 1 END)"
        let alone = code(query, Limits(sharing: Sharing(workers: 1)), over: Self.ring)
        #expect(alone == "DivisionByZero")
        for _ in 0..<5 {
            #expect(code(query, Limits(sharing: Sharing(workers: 4, leastSteps: 0, leastRows: 2)), over: Self.ring) == alone)
        }
    }

    @Test func sharedGroupsComeInOrder() throws {
        func rows(_ query: String, _ sharing: Sharing) throws -> [[Value]] {
            let cursor = try Engine(graph: Self.ring).prepare(SourceText(query)).run(limits: Limits(sharing: sharing))
            var rows: [[Value]] = []
            while let batch = try cursor.next() { rows += batch }
            return rows
        }
        for aggregates in [
            "count(*)", "sum(r.s)", "avg(r.s * 0.5)", "min(r.s), max(b.k)", "collect(b.k)", "collect(DISTINCT r.s % 3)", "stDev(r.s)",
            "count(DISTINCT b.k)", "percentileDisc(r.s, 0.3)", "sum(duration({days: r.s}))",
        ] {
            let query = "MATCH (a:P)-[r:W]->(b) RETURN b.k % 7 AS g, \(aggregates)"
            #expect(try rows(query, Sharing(workers: 1)) == rows(query, Sharing(workers: 4, leastSteps: 0, leastRows: 2)), "\(aggregates)")
        }
    }

    /// LIMIT takes what it needs: the operators below have made one batch, not all rows.
    @Test func limitStopsWork() throws {
        let cursor = try Engine(graph: Self.ring).prepare(
            SourceText("PROFILE MATCH (a:P)-[:W]->(b)-[:W]->(c) RETURN a.k, c.k LIMIT 5")).run()
        var rows: [[Value]] = []
        while let batch = try cursor.next() { rows += batch }
        for row in rows {
            guard case .integer(let count) = row[1] else { continue }
            #expect(count <= Limits().rowsAtOnce + 100, "\(row[0])")
        }
        #expect(rows.count > 4)
    }
}
