import Diagnostics
import PropertyGraph

/// Changes of many rows at once, a column at a time. What cannot be done so is left as it was to be done row by row, where the first row
/// that is an error is found.
extension GraphWriter {
    // MARK: Creating

    /// The first of the new nodes, one a row.
    func createTogether(_ node: ResolvedCreate.NewNode, _ batch: Batch, isMerge: Bool) throws(EvaluationError) -> Int32? {
        guard batch.count >= context.leastWrittenTogether, let columns = try columns(node.properties, batch, isMerge: isMerge) else { return nil }
        try context.check()
        guard let first = context.graph.createNodes(labels: node.labels, count: batch.count, columns: columns) else { return nil }
        context.forgetKeyTables()
        context.steps += batch.count
        try context.written.add(batch.count * (8 + 8 * columns.count))
        return first
    }

    /// The new relationships, one a row.
    func createTogether(_ relationship: ResolvedCreate.NewRelationship, _ batch: Batch, isMerge: Bool) throws(EvaluationError) -> [Int32]? {
        guard batch.count >= context.leastWrittenTogether, case .nodes(let sources) = batch[relationship.from], case .nodes(let targets) = batch[relationship.to],
            areAlive(nodes: sources), areAlive(nodes: targets), let columns = try columns(relationship.properties, batch, isMerge: isMerge)
        else { return nil }
        try context.check()
        context.steps += batch.count
        try context.written.add(batch.count * (200 + 48 * columns.count))
        let ids = context.graph.createRelationships(type: relationship.type, from: sources, to: targets, columns: columns)
        context.forgetKeyTables()
        return ids
    }

    /// Of the properties that a pattern gives, written out as a map; nil where they are not, or one cannot be a property.
    private func columns(_ properties: Term?, _ batch: Batch, isMerge: Bool) throws(EvaluationError) -> [(key: String, column: Column)]? {
        guard let properties else { return [] }
        guard case .map(let items) = properties.kind, Set(items.map(\.key)).count == items.count else { return nil }
        var columns: [(key: String, column: Column)] = []
        for item in items {
            guard let column = try evaluator.evaluate(item.value, batch).column(batch.count), !isMerge || column.present == nil else { return nil }
            columns.append((item.key, column))
        }
        return columns
    }

    private func areAlive(nodes ids: [Int32]) -> Bool {
        let graph = context.graph
        return ids.allSatisfy { $0 >= 0 && $0 < graph.nodeEnd } && (graph.hasNoWrites || ids.allSatisfy { !graph.isDeleted(NodeID($0)) })
    }

    private func areAlive(relationships ids: [Int32]) -> Bool {
        let graph = context.graph
        return ids.allSatisfy { $0 >= 0 && $0 < graph.relationshipEnd } && (graph.hasNoWrites || ids.allSatisfy { !graph.isDeleted(RelationshipID($0)) })
    }

    // MARK: Setting

    /// One property that is set, with the values of all rows.
    private struct Change {
        let item: ResolvedSet.Property
        var areNodes = true
        var ids: [Int32] = []
        var column: Column
    }

    /// Applies the items to all rows; false where nothing was changed, for they are few or a row may see what another one sets.
    func setTogether(_ items: [ResolvedSet], _ batches: [Batch]) throws(EvaluationError) -> Bool {
        guard batches.reduce(0, { $0 + $1.count }) >= context.leastWrittenTogether, let properties = items.properties,
            Set(properties.map(\.key)).count == properties.count
        else { return false }
        var changes: [Change] = []
        for (place, item) in properties.enumerated() {
            do throws(EvaluationError) {
                guard let change = try change(item, batches), canPrecede(change, place, properties, batches) else { return false }
                changes.append(change)
            } catch {
                if error.isInterrupt || error.fault.category == .limitError { throw error }
                return false
            }
        }
        for change in changes { try make(change) }
        context.forgetKeyTables()
        return true
    }

    /// Labels that are only given, or only taken: each node once. False where nothing was changed, for the rows are few or not all are nodes.
    func labelTogether(_ items: [ResolvedSet], _ batches: [Batch]) throws(EvaluationError) -> Bool {
        guard batches.reduce(0, { $0 + $1.count }) >= context.leastWrittenTogether else { return false }
        var changes: [(labels: [String], areGiven: Bool, ids: [Int32])] = []
        for item in items {
            let (slot, labels, areGiven): (Slot, [String], Bool)
            switch item.change {
            case .addLabels(let owner, let names): (slot, labels, areGiven) = (owner, names, true)
            case .removeLabels(let owner, let names): (slot, labels, areGiven) = (owner, names, false)
            case .property, .replace, .add: return false
            }
            var (ids, met) = ([Int32](), NodeSet())
            for batch in batches {
                guard case .nodes(let nodes) = batch[slot] else { return false }
                for node in nodes where node >= 0 && !met.contains(node) {
                    met.insert(node, of: context.graph.nodeEnd)
                    ids.append(node)
                }
            }
            guard areAlive(nodes: ids), changes.first?.areGiven ?? areGiven == areGiven else { return false }
            changes.append((labels, areGiven, ids))
        }
        for (labels, areGiven, ids) in changes {
            try context.check()
            context.steps += ids.count
            try context.written.add(160 * ids.count)
            if areGiven { context.graph.addLabels(labels, to: ids) } else { for id in ids { context.graph.removeLabels(labels, from: NodeID(id)) } }
        }
        context.forgetKeyTables()
        return true
    }

    private func change(_ item: ResolvedSet.Property, _ batches: [Batch]) throws(EvaluationError) -> Change? {
        var owners: [(vector: Vector, count: Int)] = []
        var values: [(vector: Vector, count: Int)] = []
        for batch in batches {
            try context.check()
            owners.append((batch[item.owner], batch.count))
            values.append((try evaluator.evaluate(item.value, batch), batch.count))
        }
        let count = batches.reduce(0) { $0 + $1.count }
        var vector = Vector.joined(values)
        var (ids, areNodes): ([Int32], Bool)
        switch Vector.joined(owners) {
        case .nodes(let own): (ids, areNodes) = (own, true)
        case .relationships(let own): (ids, areNodes) = (own, false)
        case .integers, .floats, .partial, .dates, .booleans, .strings, .coded, .lists, .maps, .values, .constant: return nil
        }
        // Null is left alone.
        if ids.contains(-1) {
            let kept = ids.indices.filter { ids[$0] >= 0 }
            vector = vector.spread(count).gather(kept)
            ids = ids.gather(kept)
        }
        guard areNodes ? areAlive(nodes: ids) : areAlive(relationships: ids), let column = vector.column(ids.count) else { return nil }
        return Change(item: item, areNodes: areNodes, ids: ids, column: column)
    }

    /// Whether the values are the same if they are all computed before anything is set.
    private func canPrecede(_ change: Change, _ place: Int, _ all: [ResolvedSet.Property], _ batches: [Batch]) -> Bool {
        let reader = PropertyReads(context.subplans) { slot in
            if batches.allSatisfy({ $0[slot].holdsNoEntities }) { return .others }
            return batches.allSatisfy { $0[slot].holdsEntities } ? .entities : .unknown
        }
        guard reader.slots(of: change.item.value, reading: Set(all[..<place].map(\.key)))?.isEmpty == true,
            let read = reader.slots(of: change.item.value, reading: Set(all[place...].map(\.key)))
        else { return false }
        guard all.count == 1 || read.isSubset(of: [change.item.owner]) && all.allSatisfy({ $0.owner == change.item.owner }) else { return false }
        var own = [Bool](repeating: false, count: Int(change.ids.max() ?? -1) + 1)
        var areDistinct = true
        for id in change.ids {
            if own[Int(id)] { areDistinct = false }
            own[Int(id)] = true
        }
        return read.allSatisfy { slot in
            if slot == change.item.owner { return areDistinct }
            return batches.allSatisfy { batch in
                switch batch[slot] {
                case .nodes(let ids): !change.areNodes || !ids.contains { $0 >= 0 && Int($0) < own.count && own[Int($0)] }
                case .relationships(let ids): change.areNodes || !ids.contains { $0 >= 0 && Int($0) < own.count && own[Int($0)] }
                case .integers, .floats, .partial, .dates, .booleans, .strings, .coded, .lists, .maps, .values, .constant: false
                }
            }
        }
    }

    private func make(_ change: Change) throws(EvaluationError) {
        try context.check()
        context.steps += change.ids.count
        let key = change.item.key
        let isMade = change.areNodes
            ? context.graph.set(key, ofNodes: change.ids, to: change.column) : context.graph.set(key, ofRelationships: change.ids, to: change.column)
        if isMade { return try context.written.add(change.ids.count * 8) }
        for row in change.ids.indices { try note(row, bytes: 48 + [change.column.value(at: row)].bytes) }
        if change.areNodes {
            context.graph.set(key, ofNodes: change.ids, oneByOne: change.column.value)
        } else {
            context.graph.set(key, ofRelationships: change.ids, oneByOne: change.column.value)
        }
    }
}

extension Vector {
    fileprivate var holdsEntities: Bool {
        switch self {
        case .nodes, .relationships, .constant(.null): true
        case .integers, .floats, .partial, .dates, .booleans, .strings, .coded, .lists, .maps, .values, .constant: false
        }
    }

    /// Whether none of the values is a node, a relationship, or what may hold one; of a map its values are not looked at.
    fileprivate var holdsNoEntities: Bool {
        switch self {
        case .integers, .floats, .partial, .dates, .booleans, .strings: true
        case .nodes, .relationships: false
        case .coded(_, let dictionary): dictionary.values.allSatisfy(\.isNoEntity)
        case .lists(let lists): lists.elements.holdsNoEntities
        case .maps: true
        case .values(let values): values.allSatisfy(\.isNoEntity)
        case .constant(let value): value.isNoEntity
        }
    }
}

extension Value {
    fileprivate var isNoEntity: Bool {
        switch self {
        case .node, .relationship, .path, .list: false
        default: true
        }
    }
}
