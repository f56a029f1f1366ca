import PropertyGraph

/// What the reader found, checked, before it is laid out as a graph.
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

    /// All of it, of every day.
    func graph() -> Graph {
        var builder = GraphBuilder()
        let handles = nodes.map { builder.addNode(labels: $0.labels, properties: $0.properties) }
        for relationship in relationships {
            builder.addRelationship(
                type: relationship.type, from: handles[relationship.source], to: handles[relationship.target],
                properties: relationship.properties)
        }
        return builder.build()
    }
}

/// From a day up to, not including, another; open at the sides that are not known.
package struct Validity: Hashable, Sendable {
    package var from: CalendarDate?
    package var to: CalendarDate?

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
