import PropertyGraph

/// What a graph holds, counted: labels, relationship types with their ends, properties.
struct GraphOutline: Sendable {
    struct Property: Sendable {
        var name: String
        /// `STRING`, `DATE` … in order of first use.
        var types: [String]
        /// How many nodes or relationships have it.
        var count: Int
    }

    struct Label: Sendable {
        var name: String
        var count: Int
        var properties: [Property]
    }

    struct Ends: Sendable {
        /// The labels of the node at each end, the first one first.
        var from: [String]
        var to: [String]
        var count: Int
    }

    struct RelationshipType: Sendable {
        var name: String
        var ends: [Ends]
        var properties: [Property]
    }

    let labels: [Label]
    let types: [RelationshipType]
    /// How many relationships come from each mapping set, by its name; those that say that nothing was found too.
    let rows: [String: Int]

    /// O(properties of all nodes and relationships).
    init(_ written: Graph) {
        let graph = written.folded()
        labels = graph.labels.names.indices.compactMap { number in
            let tables = graph.base.nodeTables(withLabels: [number])
            let count = tables.reduce(0) { $0 + $1.range.count }
            guard count > 0 else { return nil }
            return Label(
                name: graph.labels[number], count: count,
                properties: Self.properties(tables.map { ($0.columns, $0.range.count) }, graph))
        }.sorted { $0.name < $1.name }
        types = graph.base.relationshipTables.map { table in
            RelationshipType(
                name: graph.types[table.type], ends: Self.ends(of: table, graph),
                properties: Self.properties([(table.columns, table.range.count)], graph))
        }.sorted { $0.name < $1.name }
        rows = Self.rows(graph)
    }

    private static func rows(_ graph: Graph) -> [String: Int] {
        guard let key = graph.keys.number(of: "set") else { return [:] }
        var rows: [String: Int] = [:]
        for table in graph.base.relationshipTables {
            guard let column = table.columns[key] else { continue }
            for row in 0..<table.range.count {
                if case .string(let set) = column.value(at: row) { rows[set, default: 0] += 1 }
            }
        }
        return rows
    }

    private static func ends(of table: RelationshipTable, _ graph: Graph) -> [Ends] {
        struct Pair: Hashable {
            var from: [String]
            var to: [String]
        }
        var counts: [Pair: Int] = [:]
        for (source, target) in zip(table.sources, table.targets) {
            let pair = Pair(from: graph.labels(of: NodeID(source)), to: graph.labels(of: NodeID(target)))
            counts[pair, default: 0] += 1
        }
        return counts.map { Ends(from: $0.key.from, to: $0.key.to, count: $0.value) }
            .sorted { ($0.from.joined(), $0.to.joined()) < ($1.from.joined(), $1.to.joined()) }
    }

    private static func properties(_ tables: [(columns: [Int: Column], rows: Int)], _ graph: Graph) -> [Property] {
        var found: [Int: Property] = [:]
        for table in tables {
            for (key, column) in table.columns {
                var property = found[key] ?? Property(name: graph.keys[key], types: [], count: 0)
                for row in 0..<table.rows {
                    let value = column.value(at: row)
                    if value.isNull { continue }
                    property.count += 1
                    if !property.types.contains(value.typeName) { property.types.append(value.typeName) }
                }
                found[key] = property
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }
}
