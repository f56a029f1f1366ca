/// Changes of many nodes or relationships at once. Columns and tables are made anew beside those that stay, all ids stay, and nothing goes into
/// the delta, so that what follows reads columns as before.
extension Graph {
    /// Constraints are held against what stands in the delta, and a view has what it leaves out there.
    private var takesColumns: Bool { schema.constraints.isEmpty && !isView }

    /// Sets a property of nodes, of which the last value stays where one comes twice; null removes it. False, and nothing has changed, where the
    /// nodes are few beside others of their tables, or not all in tables. O(rows of the tables).
    package mutating func set(_ key: String, ofNodes ids: [Int32], to values: Column) -> Bool {
        guard takesColumns, let parts = TablePart.parts(of: ids, base.nodeTables.map(\.range)) else { return false }
        if let delta, ids.contains(where: { delta.nodes[$0] != nil || delta.deletedNodes.contains($0) }) { return false }
        let key = keys.intern(key)
        var tables = base.nodeTables
        for part in parts {
            let table = tables[part.table]
            tables[part.table] = NodeTable(labels: table.labels, range: table.range, columns: part.changed(table.columns, key, table.range.count, values))
        }
        replaceBase(nodes: tables, relationships: base.relationshipTables, base.identities)
        return true
    }

    /// As above, of relationships.
    package mutating func set(_ key: String, ofRelationships ids: [Int32], to values: Column) -> Bool {
        guard takesColumns, let parts = TablePart.parts(of: ids, base.relationshipTables.map(\.range)) else { return false }
        if let delta, ids.contains(where: { delta.relationships[$0] != nil || delta.deletedRelationships.contains($0) }) { return false }
        let key = keys.intern(key)
        var tables = base.relationshipTables
        for part in parts {
            let table = tables[part.table]
            tables[part.table] = RelationshipTable(
                type: table.type, range: table.range, sources: table.sources, targets: table.targets,
                columns: part.changed(table.columns, key, table.range.count, values), outgoing: table.outgoing, incoming: table.incoming)
        }
        replaceBase(nodes: base.nodeTables, relationships: tables, base.identities)
        return true
    }

    /// Tables of the same labels: each costs a scan a little.
    private static let mostTables = 16

    /// Makes nodes in a table of their own and answers the first id; nil, and nothing has changed, where there are too many
    /// such tables, or others were written one by one before. O(properties).
    package mutating func createNodes(labels names: [String], count: Int, columns: [(key: String, column: Column)]) -> Int32? {
        let first = base.nodeCount
        guard takesColumns, first + count < Int32.max, nodeEnd == first else { return nil }
        let numbers = Set(names.map { labels.intern($0) }).sorted()
        guard base.nodeTables.count(where: { $0.labels == numbers }) < Self.mostTables else { return nil }
        let held = columns.filter { $0.column.hasValues }.map { (keys.intern($0.key), $0.column) }
        let table = NodeTable(labels: numbers, range: first..<first + count, columns: Dictionary(held) { $1 })
        var identities = base.identities
        if let own = identities {
            if !own.nodes.isEmpty { identities?.nodes += (0..<count).map { Int32(clamping: own.nextNode + $0) } }
            identities?.nextNode += count
        }
        replaceBase(nodes: base.nodeTables + [table], relationships: base.relationshipTables, identities)
        return Int32(first)
    }

    /// Makes relationships of a type that there is none of yet, in a table, and answers their ids in the order given; nil, and nothing has changed,
    /// for other types and where others were written one by one before. O(relationships).
    mutating func createTable(type name: String, from sources: [Int32], to targets: [Int32], columns: [(key: String, column: Column)]) -> [Int32]? {
        let (first, count) = (base.relationshipCount, sources.count)
        guard takesColumns, count > 0, first + count < Int32.max, relationshipEnd == first, let most = (sources + targets).max(), most < base.nodeCount
        else { return nil }
        let type = types.intern(name)
        guard base.table(ofType: type) == nil else { return nil }
        let held = columns.filter { $0.column.hasValues }.map { (keys.intern($0.key), $0.column) }
        var ids = (0..<Int32(count)).map { Int32(first) + $0 }
        let table = RelationshipTable(type: type, from: first, sources: sources, targets: targets) { order in
            guard let order else { return Dictionary(held) { $1 } }
            for (row, place) in order.enumerated() { ids[Int(place)] = Int32(first + row) }
            let places = order.map { Int($0) }
            return Dictionary(held.map { ($0.0, $0.1.at(places)) }) { $1 }
        }
        var identities = base.identities
        if let own = identities {
            if !own.relationships.isEmpty { identities?.relationships.append(own.nextRelationship..<own.nextRelationship + count) }
            identities?.nextRelationship += count
        }
        replaceBase(nodes: base.nodeTables, relationships: base.relationshipTables + [table], identities)
        return ids
    }

    /// What stands in the delta stays over the new tables.
    private mutating func replaceBase(nodes: [NodeTable], relationships: [RelationshipTable], _ identities: Identities?) {
        base = GraphBase(labels: labels, types: types, keys: keys, nodeTables: nodes, relationshipTables: relationships, identities: identities)
        let end = max(nodeEnd, base.nodeCount)
        delta?.nodeEnd = end
        // Where there are new ones in the delta, the base has not grown.
        delta?.firstNewRelationship = base.relationshipCount
        let relationshipEnd = max(relationshipEnd, base.relationshipCount)
        delta?.relationshipEnd = relationshipEnd
        columnChangeCount += 1
    }
}

// MARK: - What no write has touched

extension Graph {
    /// Whether all of the nodes are as they lie in tables of the base; -1 stands for none. O(nodes).
    @inline(__always)
    package func areUntouched(nodes ids: [Int32]) -> Bool {
        guard let delta else { return true }
        return ids.allSatisfy { Int($0) < base.nodeCount && !delta.writtenNodes.contains($0) && !delta.deletedNodes.contains($0) }
    }

    /// As above, of relationships.
    @inline(__always)
    package func areUntouched(relationships ids: [Int32]) -> Bool {
        guard let delta else { return true }
        return ids.allSatisfy { Int($0) < base.relationshipCount && !delta.writtenRelationships.contains($0) && !delta.deletedRelationships.contains($0) }
    }

    /// Whether the node is as it lies in a table of the base, or the base does not have it and nothing else does.
    @inline(__always)
    package func isUntouched(_ node: Int32) -> Bool {
        guard let delta else { return true }
        return Int(node) < base.nodeCount && !delta.writtenNodes.contains(node)
    }
}

/// Some rows of a table, and where their values stand among those given.
private struct TablePart {
    let table: Int
    var rows: [Int32] = []
    /// nil where they are all of those given.
    var places: [Int]?

    /// nil where an id is in no table, or a table is changed in so few rows that copying a column would take longer.
    static func parts(of ids: [Int32], _ ranges: [Range<Int>]) -> [TablePart]? {
        guard let least = ids.min(), let most = ids.max() else { return nil }
        var parts: [TablePart] = []
        if let table = ranges.firstIndex(where: { $0.contains(Int(least)) && $0.contains(Int(most)) }) {
            let first = Int32(ranges[table].lowerBound)
            parts = [TablePart(table: table, rows: first == 0 ? ids : ids.map { $0 - first })]
        } else {
            var numbers: [Int: Int] = [:]
            var current = 0
            for (place, id) in ids.enumerated() {
                if parts.isEmpty || !ranges[parts[current].table].contains(Int(id)) {
                    guard let table = ranges.firstIndex(where: { $0.contains(Int(id)) }) else { return nil }
                    current = numbers[table] ?? parts.count
                    if current == parts.count {
                        numbers[table] = current
                        parts.append(TablePart(table: table, places: []))
                    }
                }
                parts[current].rows.append(id - Int32(ranges[parts[current].table].lowerBound))
                parts[current].places?.append(place)
            }
        }
        return parts.allSatisfy { $0.rows.count * 64 >= ranges[$0.table].count } ? parts : nil
    }

    func changed(_ columns: [Int: Column], _ key: Int, _ count: Int, _ values: Column) -> [Int: Column] {
        var columns = columns
        columns[key] = Column.replacing(columns[key], rows: count, at: rows, by: places.map(values.at) ?? values)
        if columns[key]?.hasValues == false { columns[key] = nil }
        return columns
    }
}
