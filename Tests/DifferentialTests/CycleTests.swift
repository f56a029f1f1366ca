import PropertyGraph
import QueryGeneration
import Testing

/// Patterns that close, over small graphs full of parallel relationships and loops.
@Suite struct CycleTests {
    @Test func cyclesAgree() throws {
        var closed = 0
        let found = try ShapedQueries.compare(graphs: 120, from: 7000, graph: Self.graph, query: Self.query) { plan in
            if plan.contains("Intersect") { closed += 1 }
        }
        guard let (same, skipped) = found else { return }
        print("cycles: \(same) queries agree, \(closed) of them by intersection; \(skipped) too large")
        #expect(closed > 300 && skipped < 100)
    }

    /// Built, or written over what was built.
    static func graph(_ dice: inout Dice) throws -> Graph {
        var builder = GraphBuilder()
        let nodes = dice.roll(3...6)
        for number in 0..<nodes { builder.addNode(labels: dice.some(of: ["A", "B"], percent: 70), properties: ["k": .integer(number)]) }
        let count = dice.roll(8...18)
        for number in 0..<count {
            builder.addRelationship(
                type: dice.pick(["R", "R", "S"]), from: dice.roll(0...nodes - 1), to: dice.roll(0...nodes - 1),
                properties: ["k": .integer(100 + number)])
        }
        var graph = builder.build()
        if dice.chance(40) {
            try graph.run("MATCH (a {k: 0}), (b {k: 1}) CREATE (a)-[:R {k: 900}]->(b)")
            try graph.run("MATCH ()-[r {k: 101}]->() DELETE r")
        }
        return graph
    }

    static func query(_ dice: inout Dice) -> String {
        func step(_ name: String, _ dice: inout Dice) -> String {
            let types = dice.pick(["", "", ":R", ":R", ":S", ":R|S"])
            let middle = "[\(name)\(types)]"
            return dice.pick(["-\(middle)->", "-\(middle)->", "<-\(middle)-", "-\(middle)-"])
        }
        func node(_ name: String, _ dice: inout Dice) -> String { "(\(name)\(dice.pick(["", "", ":A", ":B"])))" }
        let corners = ["a", "b", "c", "d"].prefix(dice.roll(2...4))
        var text = node("a", &dice)
        for corner in corners.dropFirst() { text += step("", &dice) + node(corner, &dice) }
        text += ", (\(corners.last!))" + step(dice.pick(["", "r"]), &dice) + "(a)"
        if corners.count > 2, dice.chance(40) { text += ", (\(corners.last!))" + step("", &dice) + "(b)" }
        let ends = dice.pick([
            "count(*) AS n", "count(*) AS n", "count(*) AS n", "a.k AS x, count(*) AS n", "DISTINCT a.k AS x",
            "a.k AS x, \(corners.last!).k AS y", "count(DISTINCT \(corners.last!)) AS n",
        ])
        if dice.chance(20) { return "MATCH (a) WHERE EXISTS { MATCH \(text) } RETURN a.k AS x" }
        return "MATCH \(text)\(dice.chance(15) ? " WHERE \(corners.last!).k > 1" : "") RETURN \(ends)"
    }
}
