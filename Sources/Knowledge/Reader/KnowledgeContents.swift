import PropertyGraph

/// What the reader found, checked, before it is laid out as a graph of one day or of all days.
struct KnowledgeContents: Sendable {
    struct Node: Sendable {
        var id: String
        /// Its own label first, further ones after it.
        var labels: [String]
        var properties: PropertyMap
        var validity: Validity
    }

    struct Relationship: Sendable {
        var type: String
        /// Positions in `nodes`.
        var source: Int
        var target: Int
        var properties: PropertyMap
        var validity: Validity
    }

    var nodes: [Node] = []
    var relationships: [Relationship] = []

    /// All of it, or what held on the day: nodes and relationships valid then, and both ends there.
    func graph(asOf day: CalendarDate?) -> Graph {
        var builder = GraphBuilder()
        var handles = [Int?](repeating: nil, count: nodes.count)
        for (index, node) in nodes.enumerated() where day.map(node.validity.holds(on:)) ?? true {
            handles[index] = builder.addNode(labels: node.labels, properties: node.properties)
        }
        for relationship in relationships where day.map(relationship.validity.holds(on:)) ?? true {
            guard let source = handles[relationship.source], let target = handles[relationship.target] else { continue }
            builder.addRelationship(
                type: relationship.type, from: source, to: target, properties: relationship.properties)
        }
        return builder.build()
    }
}

/// From a day up to, not including, another; open at the sides that are not known.
struct Validity: Hashable, Sendable {
    var from: CalendarDate?
    var to: CalendarDate?

    func holds(on day: CalendarDate) -> Bool {
        if let from, day < from { return false }
        if let to, day >= to { return false }
        return true
    }

    /// The days that both hold; may be empty.
    func intersection(_ other: Validity) -> Validity {
        Validity(
            from: [from, other.from].compactMap(\.self).max(),
            to: [to, other.to].compactMap(\.self).min())
    }

    var isEmpty: Bool {
        if let from, let to { to <= from } else { false }
    }
}
