@testable import PropertyGraph
import Testing

/// Random writes over a graph with a base, held against a plain model; the invariants hold after each.
struct GraphWritingTests {
    private struct Model {
        struct Node { var labels: Set<String>; var properties: [String: Value] }
        struct Relationship { var type: String; var source: Int32; var target: Int32; var properties: [String: Value] }
        var nodes: [Int32: Node] = [:]
        var relationships: [Int32: Relationship] = [:]
    }

    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11 ^ state << 40
        }
    }

    private static let keys = ["a", "b", "c"]
    private static let labels = ["A", "B"]
    private static let values: [Value] = [.integer(1), .integer(2), .float(1), .string("x"), .list([.integer(1)]), .boolean(true)]

    private func properties(_ random: inout Random) -> [String: Value] {
        var found: [String: Value] = [:]
        for key in Self.keys where Bool.random(using: &random) { found[key] = Self.values.randomElement(using: &random)! }
        return found
    }

    private func map(_ properties: [String: Value]) -> PropertyMap {
        PropertyMap(uniqueKeysWithValues: properties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// A base of some nodes and relationships, and the model of it.
    private func base(_ random: inout Random) -> (Graph, Model) {
        var builder = GraphBuilder()
        let nodes = (0..<6).map { _ in Model.Node(labels: [Self.labels.randomElement(using: &random)!], properties: properties(&random)) }
        for node in nodes { builder.addNode(labels: Array(node.labels), properties: map(node.properties)) }
        for _ in 0..<8 {
            builder.addRelationship(
                type: ["R", "S"].randomElement(using: &random)!, from: Int.random(in: 0..<6, using: &random), to: Int.random(in: 0..<6, using: &random),
                properties: map(properties(&random)))
        }
        let graph = builder.build()
        var model = Model()
        for node in graph.nodes() {
            model.nodes[node.index] = Model.Node(labels: Set(graph.labels(of: node)), properties: dictionary(graph.properties(of: node)))
        }
        for relationship in graph.relationships() {
            let ends = graph.ends(of: relationship)
            model.relationships[relationship.index] = Model.Relationship(
                type: graph.type(of: relationship), source: ends.source.index, target: ends.target.index,
                properties: dictionary(graph.properties(of: relationship)))
        }
        return (graph, model)
    }

    private func dictionary(_ map: PropertyMap) -> [String: Value] { Dictionary(uniqueKeysWithValues: map.map { ($0.key, $0.value) }) }

    private func change(_ graph: inout Graph, _ model: inout Model, _ random: inout Random) {
        let node = model.nodes.keys.sorted().randomElement(using: &random)
        let relationship = model.relationships.keys.sorted().randomElement(using: &random)
        let (key, value) = (Self.keys.randomElement(using: &random)!, (Self.values + [.null]).randomElement(using: &random)!)
        switch Int.random(in: 0..<9, using: &random) {
        case 0, 1:
            let made = Model.Node(labels: Set(Self.labels.filter { _ in Bool.random(using: &random) }), properties: properties(&random))
            let id = graph.createNode(labels: made.labels.sorted(), properties: map(made.properties))
            model.nodes[id.index] = made
        case 2, 3:
            guard let node, let other = model.nodes.keys.sorted().randomElement(using: &random) else { return }
            let made = Model.Relationship(type: "R", source: node, target: other, properties: properties(&random))
            let id = graph.createRelationship(type: "R", from: NodeID(node), to: NodeID(other), properties: map(made.properties))
            model.relationships[id.index] = made
        case 4:
            guard let node else { return }
            graph.set(key, of: NodeID(node), to: value)
            model.nodes[node]!.properties[key] = value.isNull ? nil : value
        case 5:
            guard let relationship else { return }
            graph.set(key, of: RelationshipID(relationship), to: value)
            model.relationships[relationship]!.properties[key] = value.isNull ? nil : value
        case 6:
            guard let node else { return }
            if Bool.random(using: &random) {
                graph.addLabels(["B"], to: NodeID(node))
                model.nodes[node]!.labels.insert("B")
            } else {
                graph.removeLabels(["A"], from: NodeID(node))
                model.nodes[node]!.labels.remove("A")
            }
        case 7:
            guard let relationship else { return }
            graph.delete(RelationshipID(relationship))
            model.relationships[relationship] = nil
        default:
            guard let node else { return }
            for id in graph.relationships(touching: NodeID(node)) {
                graph.delete(id)
                model.relationships[id.index] = nil
            }
            graph.delete(NodeID(node))
            model.nodes[node] = nil
        }
    }

    private func compare(_ graph: Graph, _ model: Model) throws {
        #expect(Set(graph.nodes().map(\.index)) == Set(model.nodes.keys))
        #expect(Set(graph.relationships().map(\.index)) == Set(model.relationships.keys))
        for (id, node) in model.nodes {
            #expect(Set(graph.labels(of: NodeID(id))) == node.labels)
            #expect(dictionary(graph.properties(of: NodeID(id))) == node.properties)
            let touching = model.relationships.filter { $0.value.source == id || $0.value.target == id }.keys
            #expect(graph.relationships(touching: NodeID(id)).map(\.index).sorted() == touching.sorted())
        }
        for (id, relationship) in model.relationships {
            let ends = graph.ends(of: RelationshipID(id))
            #expect(ends.source.index == relationship.source && ends.target.index == relationship.target)
            #expect(graph.type(of: RelationshipID(id)) == relationship.type)
            #expect(dictionary(graph.properties(of: RelationshipID(id))) == relationship.properties)
        }
        for key in Self.keys {
            guard let number = graph.keys.number(of: key) else { continue }
            for value in Self.values {
                let nodes = model.nodes.filter { $0.value.properties[key].map { Value.equals($0, value) == true } ?? false }.keys.sorted()
                #expect(graph.nodes(where: { _ in true }, key: number, equals: value) == nodes)
                let relationships = model.relationships.filter { $0.value.properties[key].map { Value.equals($0, value) == true } ?? false }.keys.sorted()
                #expect(graph.relationships(key: number, equals: value, limit: .max) == relationships)
                if let few = graph.nodes(where: { _ in true }, key: number, equals: value, limit: 2) { #expect(few == nodes) }
            }
        }
    }

    @Test(arguments: 0..<12)
    func writesAreAsTheModelHasThem(_ seed: UInt64) throws {
        var random = Random(state: seed &* 7919 &+ 1)
        var (graph, model) = base(&random)
        try graph.checkInvariants()
        for step in 0..<80 {
            // A copy stays what it was, also where both share an index.
            let (copy, before) = (graph, model)
            change(&graph, &model, &random)
            try graph.checkInvariants()
            if step % 8 == 0 {
                try compare(graph, model)
                try compare(copy, before)
                try copy.checkInvariants()
            }
        }
        let folded = graph.folded()
        try folded.checkInvariants()
        #expect(folded.nodeCount == model.nodes.count && folded.relationshipCount == model.relationships.count)
    }

    /// Between two nodes that both have many relationships an index finds those that matter.
    @Test func relationshipsBetweenHubs() throws {
        var graph = Graph.empty
        let hubs = (0..<2).map { _ in graph.createNode(labels: [], properties: [:]) }
        var between: [Int32] = []
        for number in 0..<100 {
            let other = graph.createNode(labels: [], properties: [:])
            _ = graph.createRelationship(type: "R", from: hubs[0], to: other, properties: [:])
            _ = graph.createRelationship(type: "R", from: other, to: hubs[1], properties: [:])
            if number % 10 == 0 { between.append(graph.createRelationship(type: "R", from: hubs[0], to: hubs[1], properties: [:]).index) }
            var found: [Int32] = []
            graph.forEachWritten(from: hubs[0].index, to: hubs[1].index, outgoing: true, types: nil) { found.append($0) }
            #expect(found == between)
            found = []
            graph.forEachWritten(from: hubs[1].index, to: hubs[0].index, outgoing: false, types: nil) { found.append($0) }
            #expect(found == between)
        }
        graph.set("x", of: RelationshipID(between[0]), to: .integer(1))
        graph.delete(RelationshipID(between[1]))
        var found: [Int32] = []
        graph.forEachWritten(from: hubs[0].index, to: hubs[1].index, outgoing: true, types: nil) { found.append($0) }
        #expect(found == between.filter { $0 != between[1] })
        try graph.checkInvariants()
    }

    /// Folding lays the graph out anew, and later writes go on from there: nothing changes its number or gets that of another.
    @Test func numbersLast() throws {
        var graph = Graph.empty
        var names: [Int: Value] = [:]
        var relationshipNames: [Int: Value] = [:]
        for round in 0..<5 {
            for number in 0..<20 {
                let name = Value.integer(round * 100 + number)
                let node = graph.createNode(labels: [["A"], ["B"], ["A", "B"]][number % 3], properties: ["name": name])
                #expect(names.updateValue(name, forKey: graph.identity(of: node)) == nil)
                let other = graph.nodes()[number % graph.nodeCount]
                let relationship = graph.createRelationship(type: number % 2 == 0 ? "R" : "S", from: node, to: other, properties: ["name": name])
                #expect(relationshipNames.updateValue(name, forKey: graph.identity(of: relationship)) == nil)
            }
            for relationship in graph.relationships().filter({ $0.index % 5 == 0 }) { graph.delete(relationship) }
            for node in graph.nodes() where graph.relationships(touching: node).isEmpty { graph.delete(node) }
            graph = graph.folded()
            try graph.checkInvariants()
            for node in graph.nodes() { #expect(names[graph.identity(of: node)] == graph.property("name", of: node)) }
            for relationship in graph.relationships() {
                #expect(relationshipNames[graph.identity(of: relationship)] == graph.property("name", of: relationship))
            }
        }
    }

    @Test func whatTheGraphDoesNotHave() {
        var graph = Graph.empty
        let node = graph.createNode(labels: ["A"], properties: ["x": .integer(1)])
        for id in [NodeID(-1), NodeID(1), NodeID(Int32.max)] {
            #expect(!graph.contains(id) && graph.labels(of: id).isEmpty && graph.properties(of: id).isEmpty)
            #expect(graph.property("x", of: id).isNull && graph.relationships(touching: id).isEmpty)
        }
        for id in [RelationshipID(-1), RelationshipID(0), RelationshipID(Int32.max)] {
            #expect(!graph.contains(id) && graph.type(of: id).isEmpty && graph.properties(of: id).isEmpty)
            #expect(graph.ends(of: id).source == .none && graph.ends(of: id).target == .none)
        }
        #expect(graph.contains(node))
    }
}
