import PropertyGraph
import QueryGeneration
import Testing

/// Whether there is a row for each node, asked from the other end of a pattern: where few nodes are there, some of the nodes were written, are
/// null, or come twice.
@Suite struct FarEndTests {
    @Test func farEndsAgree() throws {
        var far = 0
        let found = try ShapedQueries.compare(graphs: 120, from: 9000, graph: Self.graph, query: Self.query) { plan in
            if plan.contains("rows on by subquery") { far += 1 }
        }
        guard let (same, skipped) = found else { return }
        print("far ends: \(same) queries agree, \(far) of them could be asked from there; \(skipped) too large")
        #expect(far > 300 && skipped < 50)
    }

    static func graph(_ dice: inout Dice) throws -> Graph {
        var builder = GraphBuilder()
        let nodes = dice.roll(30...60)
        for number in 0..<nodes { builder.addNode(labels: [dice.pick(["A", "A", "B", "C"])], properties: ["k": .integer(number), "n": .integer(number % 5)]) }
        for number in 0..<nodes * 2 {
            builder.addRelationship(
                type: dice.pick(["R", "R", "S"]), from: dice.roll(0...nodes - 1), to: dice.roll(0...nodes - 1), properties: ["k": .integer(1000 + number)])
        }
        var graph = builder.build()
        if dice.chance(25) { try graph.run("MATCH (a {k: 0}), (b {k: 1}) CREATE (a)-[:R {k: 900}]->(b), (b)-[:S {k: 901}]->(:B {k: 3})") }
        return graph
    }

    static func query(_ dice: inout Dice) -> String {
        func step(_ dice: inout Dice) -> String {
            let types = dice.pick(["", ":R", ":R", ":S", ":R|S"])
            return dice.pick(["-[\(types)]->", "-[\(types)]->", "<-[\(types)]-", "-[\(types)]-"])
        }
        let last = dice.pick(["(:B {k: \(dice.roll(0...20))})", "({k: \(dice.roll(0...20))})", "(z:C {n: 2})", "(:A {k: 3, n: 3})", "(p)"])
        var pattern = "(p)" + step(&dice)
        for _ in 0..<dice.roll(0...2) { pattern += dice.pick(["()", "(:A)", "(:B)"]) + step(&dice) }
        pattern += last
        if last.hasPrefix("(z"), dice.chance(30) { pattern += " WHERE z.k > 10" }
        let test = dice.pick(["EXISTS { \(pattern) }", "NOT EXISTS { MATCH \(pattern) }", "COUNT { \(pattern) } > 0", "EXISTS { MATCH \(pattern) RETURN p }"])
        let rows = dice.pick(["MATCH (p)", "MATCH (p:A)", "MATCH (p:A)", "MATCH (q:B) OPTIONAL MATCH (q)-[:S]->(p)", "MATCH (q)-->(p)"])
        let end = dice.pick(["count(*) AS n", "p.k AS k", "DISTINCT p.n AS n", "p.n AS n, count(*) AS c"])
        return rows.contains("OPTIONAL") ? "\(rows) WITH p WHERE \(test) RETURN \(end)" : "\(rows) WHERE \(test) RETURN \(end)"
    }
}
