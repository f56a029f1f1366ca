extension Graph {
    /// Whether two graphs, which were written over one base, hold the same under the same ids: labels, types, ends and
    /// properties, and have the same constraints and indexes. Unlike `=`, a NaN is the same as itself, and
    /// neither is −0.0 the same as 0.0 nor 1 the same as 1.0.
    /// O(what was written); where one of them was laid out anew, O(nodes + relationships).
    public func holdsTheSame(as other: Graph) -> Bool {
        guard nodeEnd == other.nodeEnd, relationshipEnd == other.relationshipEnd,
            nodeCount == other.nodeCount, relationshipCount == other.relationshipCount, schema.declaresTheSame(as: other.schema)
        else { return false }
        let (nodes, relationships) = base === other.base ? written(by: other) : (self.nodes(), self.relationships())
        return nodes.allSatisfy { isSame($0, in: other) } && relationships.allSatisfy { isSame($0, in: other) }
    }

    /// What either has written over the base.
    private func written(by other: Graph) -> (nodes: [NodeID], relationships: [RelationshipID]) {
        var nodes: Set<Int32> = []
        var relationships: Set<Int32> = []
        for delta in [delta, other.delta] {
            guard let delta else { continue }
            nodes.formUnion(delta.nodes.keys)
            nodes.formUnion(delta.deletedNodes)
            relationships.formUnion(delta.relationships.ids)
            relationships.formUnion(delta.deletedRelationships)
        }
        return (nodes.map { NodeID($0) }, relationships.map { RelationshipID($0) })
    }

    private func isSame(_ node: NodeID, in other: Graph) -> Bool {
        guard isDeleted(node) == other.isDeleted(node) else { return false }
        return isDeleted(node)
            || Set(labels(of: node)) == Set(other.labels(of: node)) && Self.isSame(properties(of: node), other.properties(of: node))
    }

    private func isSame(_ relationship: RelationshipID, in other: Graph) -> Bool {
        guard isDeleted(relationship) == other.isDeleted(relationship) else { return false }
        return isDeleted(relationship)
            || type(of: relationship) == other.type(of: relationship) && ends(of: relationship) == other.ends(of: relationship)
                && Self.isSame(properties(of: relationship), other.properties(of: relationship))
    }

    private static func isSame(_ a: PropertyMap, _ b: PropertyMap) -> Bool {
        a.count == b.count && a.allSatisfy { key, value in b[key].map { isSame(value, $0) } ?? false }
    }

    private static func isSame(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
        case (.integer, .float), (.float, .integer): false
        case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { isSame($0, $1) }
        case (.map(let a), .map(let b)): isSame(a.entries, b.entries)
        // Two writings of one moment are two values.
        default: a == b && a.temporalText == b.temporalText
        }
    }
}
