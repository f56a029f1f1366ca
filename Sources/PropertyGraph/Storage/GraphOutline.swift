/// What a graph holds, counted: labels, relationship types with their ends, properties.
package struct GraphOutline: Sendable {
    package struct Property: Sendable {
        package var name: String
        /// `STRING`, `DATE` … in order of first use.
        package var types: [String]
        /// How many nodes or relationships have it.
        package var count: Int
    }

    package struct Label: Sendable {
        package var name: String
        package var count: Int
        package var properties: [Property]
    }

    /// The relationships of one type between nodes with the same labels.
    package struct Ends: Sendable {
        /// The labels of the node at each end, in the order in which the graph first met them.
        package var from: [String]
        package var to: [String]
        package var count: Int
        package var properties: [Property]
    }

    package struct RelationshipType: Sendable {
        package var name: String
        package var ends: [Ends]
        package var properties: [Property]
    }

    /// By name.
    package let labels: [Label]
    package let types: [RelationshipType]

    /// O(properties of all nodes and relationships).
    package init(_ written: Graph) {
        let graph = written.folded()
        labels = graph.labels.names.indices.compactMap { number in
            let tables = graph.base.nodeTables(withLabels: [number])
            let count = tables.reduce(0) { $0 + $1.range.count }
            guard count > 0 else { return nil }
            return Label(
                name: graph.labels[number], count: count,
                properties: Self.properties(tables.map { ($0.columns, Array(0..<$0.range.count)) }, graph))
        }.sorted { $0.name < $1.name }
        types = graph.base.relationshipTables.map { table in
            RelationshipType(
                name: graph.types[table.type], ends: Self.ends(of: table, graph),
                properties: Self.properties([(table.columns, Array(0..<table.range.count))], graph))
        }.sorted { $0.name < $1.name }
    }

    private static func ends(of table: RelationshipTable, _ graph: Graph) -> [Ends] {
        struct Pair: Hashable {
            var from: [String]
            var to: [String]
        }
        var rows: [Pair: [Int]] = [:]
        for (row, (source, target)) in zip(table.sources, table.targets).enumerated() {
            let pair = Pair(from: graph.labels(of: NodeID(source)), to: graph.labels(of: NodeID(target)))
            rows[pair, default: []].append(row)
        }
        return rows.map { pair, rows in
            Ends(
                from: pair.from, to: pair.to, count: rows.count,
                properties: Self.properties([(table.columns, rows)], graph))
        }.sorted { ($0.from.joined(), $0.to.joined()) < ($1.from.joined(), $1.to.joined()) }
    }

    private static func properties(_ tables: [(columns: [Int: Column], rows: [Int])], _ graph: Graph) -> [Property] {
        var found: [Int: Property] = [:]
        for table in tables {
            for (key, column) in table.columns {
                var property = found[key] ?? Property(name: graph.keys[key], types: [], count: 0)
                for row in table.rows {
                    let value = column.value(at: row)
                    if value.isNull { continue }
                    property.count += 1
                    if !property.types.contains(value.typeName) { property.types.append(value.typeName) }
                }
                if property.count > 0 { found[key] = property }
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }
}
