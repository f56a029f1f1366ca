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

    /// Without what has a date that a limit does not permit. Over what nothing was written to, only the columns of these dates are read.
    /// O(nodes + relationships).
    package func keeping(_ limits: [DateLimit]) -> Graph {
        guard delta == nil else {
            return keeping(
                nodes: { node in limits.allSatisfy { $0.permits(property($0.key, of: node)) } },
                relationships: { relationship in limits.allSatisfy { $0.permits(property($0.key, of: relationship)) } })
        }
        var view = GraphDelta(over: base)
        var isHidden = [Bool](repeating: false, count: base.nodeCount)
        for table in base.nodeTables {
            Self.forEachRow(of: table.columns, beyond: limits) { row in
                view.delete(Int32(table.range.lowerBound + row))
                isHidden[table.range.lowerBound + row] = true
            }
        }
        for table in base.relationshipTables {
            Self.forEachRow(of: table.columns, beyond: limits) { view.deletedRelationships.insert(Int32(table.range.lowerBound + $0)) }
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

    /// A row comes once for each limit that it is beyond.
    private static func forEachRow(of columns: [Int: Column], beyond limits: [DateLimit], _ body: (_ row: Int) -> Void) {
        for limit in limits {
            guard let column = columns[limit.key] else { continue }
            switch column.storage {
            case .dates(let days):
                for row in days.indices where !limit.days.contains(Int(days[row])) && column.present?[row] != false { body(row) }
            case .values(let values):
                for row in 0..<values.count where !limit.permits(column.value(at: row)) { body(row) }
            case .integers, .floats, .booleans, .strings: break
            }
        }
    }
}

/// The days that a date of a property may lie on; what has no date there may stay.
package struct DateLimit {
    let key: Int
    let days: ClosedRange<Int>

    package init(_ key: Int, _ days: ClosedRange<Int>) { (self.key, self.days) = (key, days) }

    fileprivate func permits(_ value: Value) -> Bool { if case .date(let date) = value { days.contains(date.days) } else { true } }
}
