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

    /// Names of the properties that nodes or relationships as they lie in tables have, in the order in which the graph numbers them; nil where one was written to,
    /// or is not there. Rows with the same properties share a list.
    func keys(_ vector: Vector) -> Vector? {
        let graph = context.graph
        switch vector {
        case .nodes(let ids) where graph.areUntouched(nodes: ids): return keys(ids, graph.base.nodeTables.map(\.range)) { graph.base.nodeTables[$0].columns }
        case .relationships(let ids) where graph.areUntouched(relationships: ids):
            return keys(ids, graph.base.relationshipTables.map(\.range)) { graph.base.relationshipTables[$0].columns }
        default: return nil
        }
    }

    private func keys(_ ids: [Int32], _ tables: [Range<Int>], _ columns: (Int) -> [Int: Column]) -> Vector? {
        var (elements, parts) = ([UInt32](), [ListPart]())
        var sets: [Int: KeySets] = [:]
        var (range, current) = (0..<0, KeySets())
        parts.reserveCapacity(ids.count)
        for id in ids {
            guard id >= 0 else {
                parts.append(.null)
                continue
            }
            if !range.contains(Int(id)) {
                guard let table = tables.firstIndex(where: { $0.contains(Int(id)) }), let known = sets[table] ?? KeySets(columns(table)) else { return nil }
                sets[table] = known
                (range, current) = (tables[table], known)
            }
            parts.append(current.part(Int(id) - range.lowerBound, &elements))
        }
        return .lists(.strings(elements, context.tableNames.keys(of: context.graph.base)), count: elements.count, parts: parts)
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
    private var keys: StringDictionary?

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
        return Self.kept(&types, base.types)
    }

    func keys(of base: GraphBase) -> StringDictionary {
        forget(unless: base)
        return Self.kept(&keys, base.keys)
    }

    private static func kept(_ known: inout StringDictionary?, _ symbols: SymbolTable) -> StringDictionary {
        let names = known ?? StringDictionary.numbering(symbols.names).dictionary
        known = names
        return names
    }

    private func forget(unless same: GraphBase) {
        if base !== same { (base, labels, types, keys) = (same, nil, nil, nil) }
    }
}
