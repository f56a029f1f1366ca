import PropertyGraph

// MARK: - Labels and types

extension Evaluator {
    /// Of nodes as they lie in tables; nil where one was written to, or is not there.
    func labels(_ vector: Vector) -> Vector? {
        guard case .nodes(let ids) = vector, context.graph.areUntouched(nodes: ids) else { return nil }
        let tables = context.graph.base.nodeTables
        let sets = context.tableNames.labelSets(of: context.graph.base)
        return Self.codes(ids, in: tables.map(\.range)) { sets.codes[$0] }.map { .coded($0, sets.dictionary) }
    }

    /// Of relationships as they lie in tables; nil where one was written to, or is not there.
    func types(_ vector: Vector) -> Vector? {
        guard case .relationships(let ids) = vector, context.graph.areUntouched(relationships: ids) else { return nil }
        let base = context.graph.base
        return Self.codes(ids, in: base.relationshipTables.map(\.range)) { UInt32(base.relationshipTables[$0].type) }
            .map { .strings($0, context.tableNames.types(of: base)) }
    }

    /// For each id the code of its table, found once for the ids side by side that lie in one; nil for one that lies in none.
    private static func codes(_ ids: [Int32], in tables: [Range<Int>], _ code: (Int) -> UInt32) -> [UInt32]? {
        var codes = [UInt32](repeating: Vector.nullCode, count: ids.count)
        var (range, current) = (0..<0, Vector.nullCode)
        for (row, id) in ids.enumerated() where id >= 0 {
            if !range.contains(Int(id)) {
                guard let table = tables.firstIndex(where: { $0.contains(Int(id)) }) else { return nil }
                (range, current) = (tables[table], code(table))
            }
            codes[row] = current
        }
        return codes
    }
}

/// The names that a graph's tables have in common, made once a run. Of one thread.
final class TableNames {
    private var base: GraphBase?
    private var labels: (codes: [UInt32], dictionary: ValueDictionary)?
    private var types: StringDictionary?

    /// The distinct sets of labels as lists, and the code of each table's.
    func labelSets(of base: GraphBase) -> (codes: [UInt32], dictionary: ValueDictionary) {
        forget(unless: base)
        if let labels { return labels }
        let found = ValueDictionary.numbering(base.nodeTables.map { .list(ValueList($0.labels.map { .string(base.labels[$0]) })) })
        labels = found
        return found
    }

    func types(of base: GraphBase) -> StringDictionary {
        forget(unless: base)
        if let types { return types }
        let found = StringDictionary.numbering(base.types.names).dictionary
        types = found
        return found
    }

    private func forget(unless same: GraphBase) {
        if base !== same { (base, labels, types) = (same, nil, nil) }
    }
}
