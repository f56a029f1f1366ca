import Diagnostics
import PropertyGraph
import QueryEngine

/// A graph: several labels on a node or none, loops, parallel relationships, properties that
/// are missing or of mixed types. Every node and relationship has a number of its own, `k`.
package struct RandomGraph {
    package enum Size {
        case tiny
        /// More rows than a batch of 7 holds, few enough for the naive evaluator.
        case middling
        /// Up to 5,000 nodes.
        case large
    }

    static let labels = ["A", "B", "C"]
    static let types = ["R", "S", "T"]

    private struct Entity {
        var names: [String]
        var properties: PropertyMap
        var ends = (0, 0)
    }

    /// How the graph came to be: the engine reads both, and takes different ways.
    private enum Origin: CaseIterable { case built, written, mixed }

    /// Relationships in `k` are numbered from here.
    private let firstRelationship: Int

    private var nodes: [Entity] = []
    private var relationships: [Entity] = []
    private let origin: Origin

    /// - Parameter isWide: also with dates, which not every other engine reads as text.
    package init(_ dice: inout Dice, size: Size = .tiny, isWide: Bool = true) {
        let count: Int
        let links: Int
        switch size {
        case .tiny: (count, links) = (dice.roll(2...6), dice.roll(3...10))
        case .middling: (count, links) = (dice.roll(20...60), dice.roll(20...80))
        case .large: (count, links) = (dice.roll(2000...5000), dice.roll(2000...6000))
        }
        // What is written is found by going through all nodes: too slow for many.
        origin = size == .large ? .built : dice.pick(size == .tiny ? Origin.allCases : [.built, .mixed])
        firstRelationship = size == .tiny ? 100 : 10_000
        for number in 0..<count {
            nodes.append(Entity(names: dice.some(of: Self.labels, percent: 40), properties: Self.properties(number, &dice, isWide)))
        }
        for number in 0..<links {
            var ends = (dice.roll(0...count - 1), dice.roll(0...count - 1))
            // Some hubs.
            if size != .tiny, dice.chance(10) { ends.1 = ends.1 % 3 }
            if number > 0, dice.chance(15) { ends = relationships[dice.roll(0...number - 1)].ends }
            if dice.chance(8) { ends.1 = ends.0 }
            relationships.append(
                Entity(names: [dice.pick(Self.types)], properties: Self.properties(firstRelationship + number, &dice, isWide), ends: ends))
        }
    }

    private static func properties(_ number: Int, _ dice: inout Dice, _ isWide: Bool) -> PropertyMap {
        var map: PropertyMap = ["k": .integer(number)]
        if dice.chance(70) { map["n"] = .integer(dice.roll(-2...4)) }
        if dice.chance(50) { map["f"] = .float(dice.pick([-1.5, 0.0, 0.5, 1.0, 2.25])) }
        if dice.chance(60) { map["s"] = .string(dice.pick(["", "a", "ab", "b", "ba", "é"])) }
        if dice.chance(50) { map["b"] = .boolean(dice.chance(50)) }
        if dice.chance(70) {
            map["m"] = dice.pick([
                .integer(1), .float(1), .float(0.5), .integer(2), .string("a"), .string("1"), .boolean(true),
                .list([.integer(1), .integer(2)]), .list([.integer(1)]), .list([]), .list([.string("a")]),
            ])
        }
        if isWide, dice.chance(40) { map["d"] = .date(CalendarDate(year: dice.roll(2019...2021), month: dice.roll(1...3), day: dice.pick([1, 28]))!) }
        return map
    }

    /// As statements that make the graph; of the first lines alone where there are many.
    package var script: [String] {
        if nodes.count > 100 { return ["// \(nodes.count) nodes, \(relationships.count) relationships"] }
        return statements(nodesFrom: 0, relationshipsFrom: 0) + (origin == .mixed ? [Self.change] : [])
    }

    private static let change = "MATCH (x {k: 0}) SET x:B, x.n = 3"

    private func statements(nodesFrom: Int, relationshipsFrom: Int) -> [String] {
        nodes[nodesFrom...].map { "CREATE (\($0.names.map { ":" + $0 }.joined()) \(literal($0.properties)))" }
            + relationships[relationshipsFrom...].map {
                "MATCH (a {k: \($0.ends.0)}), (b {k: \($0.ends.1)}) "
                    + "CREATE (a)-[:\($0.names[0]) \(literal($0.properties))]->(b)"
            }
    }

    /// A date prints as text, which would be another value.
    private func literal(_ properties: PropertyMap) -> String {
        "{" + properties.map { key, value in
            if case .date = value { return "\(key): date(\(Graph.empty.text(of: value)))" }
            return "\(key): \(Graph.empty.text(of: value))"
        }.joined(separator: ", ") + "}"
    }

    package func graph() throws -> Graph {
        var builder = GraphBuilder()
        if origin == .built || origin == .mixed {
            for node in nodes { builder.addNode(labels: node.names, properties: node.properties) }
            let count = origin == .built ? relationships.count : max(relationships.count / 2, relationships.count - 8)
            for relationship in relationships.prefix(count) {
                builder.addRelationship(
                    type: relationship.names[0], from: relationship.ends.0, to: relationship.ends.1,
                    properties: relationship.properties)
            }
            if origin == .built { return builder.build() }
            var graph = builder.build()
            for statement in statements(nodesFrom: nodes.count, relationshipsFrom: count) { try graph.run(statement) }
            // What was there once must not be seen, nor get in the way.
            try graph.run("MATCH (a {k: 0}) CREATE (a)-[:R {k: 900}]->(:A:C {k: 901, n: 1})-[:S]->(a)")
            try graph.run("MATCH (x {k: 901}) DETACH DELETE x")
            try graph.run(Self.change)
            return graph
        }
        var graph = builder.build()
        for statement in script { try graph.run(statement) }
        return graph
    }
}

extension Graph {
    /// The statement executed, its rows thrown away.
    package mutating func run(_ statement: String) throws {
        let cursor = try Engine(graph: self).prepare(SourceText(statement)).run()
        while try cursor.next() != nil {}
        self = cursor.graph
    }
}
