/// What nodes and relationships were called before a graph was laid out anew: `id()` answers the same all through a session.
struct Identities: Sendable {
    /// By id.
    var nodes: [Int32]
    /// By id.
    var relationships: IdentityRuns
    /// Of the first node and relationship that are new.
    var nextNode: Int
    var nextRelationship: Int
}

extension Graph {
    /// The number that `id()` gives: stays the same when the graph is folded, and is given to nothing else. O(1).
    public func identity(of node: NodeID) -> Int {
        guard let identities = base.identities else { return Int(node.index) }
        let place = Int(node.index)
        return identities.nodes.indices.contains(place) ? Int(identities.nodes[place]) : identities.nextNode + place - base.nodeCount
    }

    /// The id that the relationship has for users: the same after the graph is laid out anew.
    public func identity(of relationship: RelationshipID) -> Int {
        guard let identities = base.identities else { return Int(relationship.index) }
        let place = Int(relationship.index)
        return identities.relationships[place] ?? identities.nextRelationship + place - base.relationshipCount
    }

    /// The identities of relationships whose ids follow each other, run by run.
    func forEachIdentityRun(of ids: Range<Int>, _ body: (Range<Int>) -> Void) {
        guard let identities = base.identities else { return body(ids) }
        let known = ids.clamped(to: 0..<identities.relationships.count)
        identities.relationships.forEachRun(of: known, body)
        let start = max(ids.lowerBound, known.upperBound)
        if start < ids.upperBound {
            let first = identities.nextRelationship + start - base.relationshipCount
            body(first..<first + ids.upperBound - start)
        }
    }

    /// Of the nodes and relationships in the order in which `folded` adds them.
    func identitiesToKeep() -> Identities {
        Identities(
            nodes: nodes().map { Int32(clamping: identity(of: $0)) }, relationships: IdentityRuns(relationships().map(identity)),
            nextNode: identity(of: NodeID(nodeEnd)), nextRelationship: identity(of: RelationshipID(relationshipEnd)))
    }
}
