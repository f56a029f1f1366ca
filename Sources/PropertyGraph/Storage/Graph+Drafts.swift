extension Graph {
    /// The node as the delta would hold it.
    func draft(of node: NodeID) -> GraphDelta.Node { drafts(of: [node.index])[0] }

    /// As above, of many.
    func drafts(of nodes: [Int32]) -> [GraphDelta.Node] {
        var (range, labels, columns) = (0..<0, [Int](), [(key: Int, column: Column)]())
        return nodes.map { node in
            if let changed = delta?.nodes[node] { return changed }
            if !range.contains(Int(node)) {
                guard let table = base.table(of: NodeID(node)) else { return GraphDelta.Node(labels: [], properties: []) }
                (range, labels, columns) = (table.range, table.labels, Self.inOrder(table.columns))
            }
            return GraphDelta.Node(labels: labels, properties: Self.collect(columns, Int(node) - range.lowerBound))
        }
    }

    /// The relationship as the delta would hold it; nil where there is none.
    func draft(of relationship: RelationshipID) -> GraphDelta.Relationship? {
        if let changed = delta?.relationships[relationship.index] { return changed }
        guard let table = base.table(of: relationship) else { return nil }
        let row = Int(relationship.index) - table.range.lowerBound
        return GraphDelta.Relationship(
            type: table.type, source: table.sources[row], target: table.targets[row],
            properties: Self.collect(Self.inOrder(table.columns), row))
    }

    private static func inOrder(_ columns: [Int: Column]) -> [(key: Int, column: Column)] {
        columns.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    private static func collect(_ columns: [(key: Int, column: Column)], _ row: Int) -> [GraphDelta.Property] {
        columns.compactMap { key, column in
            let value = column.value(at: row)
            return value.isNull ? nil : GraphDelta.Property(key: key, value: value)
        }
    }
}
