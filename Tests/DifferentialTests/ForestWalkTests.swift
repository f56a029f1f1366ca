import PropertyGraph
import QueryGeneration
import Testing

/// Walks along relationships that are a forest, seen from either end, and along ones that nearly are: with a second parent, or a cycle.
@Suite struct ForestWalkTests {
    @Test func walksAgree() throws {
        var (forests, counted) = (0, 0)
        let found = try ShapedQueries.compare(graphs: 200, from: 11_000, graph: Self.graph, query: Self.query) { plan in
            if plan.contains("ForestExpand") { forests += 1 }
            if plan.split(separator: "\n").contains(where: { $0.contains("ForestExpand") && ($0.contains("counted") || $0.contains("first only")) }) { counted += 1 }
        }
        guard let (same, skipped) = found else { return }
        print("forests: \(same) queries agree, \(forests) of them along a forest, \(counted) counted; \(skipped) too large")
        #expect(forests > 300 && counted > 60 && skipped < 300)
    }

    /// Type R leads from each node to a parent of a lower number, or from the parent; S to anywhere.
    private static func graph(_ dice: inout Dice) throws -> Graph {
        var builder = GraphBuilder()
        let nodes = dice.roll(4...12)
        for number in 0..<nodes { builder.addNode(labels: dice.some(of: ["A", "B"], percent: 70), properties: ["k": .integer(number)]) }
        let isUp = dice.chance(60)
        for number in 1..<nodes where dice.chance(85) {
            let (child, parent) = (number, dice.chance(30) ? number - 1 : dice.roll(0...number - 1))
            builder.addRelationship(type: "R", from: isUp ? child : parent, to: isUp ? parent : child, properties: ["k": .integer(100 + number)])
        }
        // A second parent, or a way back.
        if dice.chance(15) { builder.addRelationship(type: "R", from: dice.roll(0...nodes - 1), to: dice.roll(0...nodes - 1), properties: ["k": .integer(200)]) }
        for number in 0..<dice.roll(2...6) {
            builder.addRelationship(type: "S", from: dice.roll(0...nodes - 1), to: dice.roll(0...nodes - 1), properties: ["k": .integer(300 + number)])
        }
        var graph = builder.build()
        if dice.chance(15) { try graph.run("MATCH (a {k: 0}), (b {k: 1}) CREATE (a)-[:R {k: 900}]->(b)") }
        return graph
    }

    private static func query(_ dice: inout Dice) -> String {
        let range = dice.pick(["*", "*", "*0..", "*0..", "*1..2", "*0..3", "*2..", "*2..3", "*3", "*0"])
        let middle = "[rs:R\(range)]"
        let walk = dice.pick(["-\(middle)->", "-\(middle)->", "<-\(middle)-", "<-\(middle)-", "-\(middle)-"])
        func node(_ name: String, _ dice: inout Dice) -> String { "(\(name)\(dice.pick(["", "", ":A", ":B", " {k: 2}", " {k: 5}"])))" }
        let end = dice.pick(["b", "b", "b", "b", "b", "a"])
        var text = node("a", &dice) + walk + (end == "a" ? "(a)" : node("b", &dice))
        switch dice.roll(0...5) {
        case 0: text += "-[:S]->(c)"
        case 1: text += "-[:R]->(c)"
        case 2: text = "(c)-[:R]->" + text
        case 3: text += "-[qs:R*0..]->(c)"
        case 4: text = "(a), (\(end)) MATCH " + text
        default: break
        }
        if dice.chance(20) { text += " WHERE \(end).k <> 3" }
        if dice.chance(15) { return "MATCH (a) WHERE EXISTS { MATCH \(text) } RETURN a.k AS x" }
        if dice.chance(15) { return "MATCH (a) RETURN a.k AS x, COUNT { MATCH \(text.replacing("(a), ", with: "")) } AS n" }
        return "MATCH \(text) RETURN " + dice.pick([
            "count(*) AS n", "count(*) AS n", "a.k AS x, count(*) AS n", "\(end).k AS y, count(*) AS n", "a.k AS x, \(end).k AS y", "max(size(rs)) AS d, count(*) AS n",
            "a.k AS x, max(size(rs)) AS d", "DISTINCT \(end).k AS y", "DISTINCT a.k AS x", "count(DISTINCT \(end)) AS n", "\(end).k AS y, size(rs) AS d",
            "min(size(rs)) AS d", "[r IN rs | r.k] AS ks",
        ])
    }
}
