extension Graph {
    /// The graph without what does not pass, and without relationships that have lost an end. Ids stay as they are.
    /// O(nodes + relationships).
    public func keeping(nodes keepsNode: (NodeID) -> Bool, relationships keepsRelationship: (RelationshipID) -> Bool) -> Graph {
        var view = delta ?? GraphDelta(over: base)
        view.index = DeltaIndex()
        var hidden = false
        for node in nodes() where !keepsNode(node) {
            view.delete(node.index)
            hidden = true
        }
        for relationship in relationships() {
            let ends = ends(of: relationship)
            if view.deletedNodes.contains(ends.source.index) || view.deletedNodes.contains(ends.target.index)
                || !keepsRelationship(relationship) {
                view.deletedRelationships.insert(relationship.index)
                hidden = true
            }
        }
        guard hidden else { return self }
        view.isView = true
        var kept = self
        kept.delta = view
        return kept
    }
}
