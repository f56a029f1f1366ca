extension Graph {
    /// The graph without what does not pass, and without relationships that have lost an end. Ids stay as they are.
    /// O(nodes + relationships).
    public func keeping(nodes keepsNode: (NodeID) -> Bool, relationships keepsRelationship: (RelationshipID) -> Bool) -> Graph {
        var view = delta ?? GraphDelta(over: base)
        view.index = DeltaIndex(after: view.changeCount)
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

    /// The same by the values of a few properties: `holds` is given a function from the place of a key in `keys` to its value.
    /// Over what nothing was written to, only the columns of the keys are read, and nothing of tables without any.
    /// O(nodes + relationships).
    public func keeping(by keys: [Int], where holds: (_ value: (Int) -> Value) -> Bool) -> Graph {
        guard delta == nil else {
            return keeping(
                nodes: { node in holds { property(keys[$0], of: node) } },
                relationships: { relationship in holds { property(keys[$0], of: relationship) } })
        }
        var view = GraphDelta(over: base)
        var isHidden = [Bool](repeating: false, count: base.nodeCount)
        for table in base.nodeTables {
            Self.forEachRow(of: table.range, table.columns, keys, failing: holds) { row in
                view.delete(Int32(row))
                isHidden[row] = true
            }
        }
        for table in base.relationshipTables {
            Self.forEachRow(of: table.range, table.columns, keys, failing: holds) { view.deletedRelationships.insert(Int32($0)) }
            guard !view.deletedNodes.isEmpty else { continue }
            for row in 0..<table.range.count where isHidden[Int(table.sources[row])] || isHidden[Int(table.targets[row])] {
                view.deletedRelationships.insert(Int32(table.range.lowerBound + row))
            }
        }
        guard !view.deletedNodes.isEmpty || !view.deletedRelationships.isEmpty else { return self }
        view.isView = true
        var kept = self
        kept.delta = view
        return kept
    }

    private static func forEachRow(
        of range: Range<Int>, _ columns: [Int: Column], _ keys: [Int], failing holds: (_ value: (Int) -> Value) -> Bool,
        _ body: (_ id: Int) -> Void
    ) {
        let columns = keys.map { columns[$0] }
        if columns.allSatisfy({ $0 == nil }), holds({ _ in .null }) { return }
        for row in 0..<range.count where !holds({ columns[$0]?.value(at: row) ?? .null }) { body(range.lowerBound + row) }
    }
}
