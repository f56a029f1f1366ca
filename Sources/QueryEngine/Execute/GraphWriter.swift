import Diagnostics
import PropertyGraph

/// Changes the graph of a run, row by row. What has been written counts against the memory that the run may take.
struct GraphWriter {
    let context: ExecutionContext
    let evaluator: Evaluator

    init(_ context: ExecutionContext) {
        self.context = context
        evaluator = Evaluator(context)
    }

    // MARK: Creating

    /// Makes what is described for each row of the batch and binds it. Properties may speak of what the
    /// same clause made before.
    func create(_ create: ResolvedCreate, _ batch: Batch, isMerge: Bool = false) throws(EvaluationError) -> Batch {
        var batch = batch
        for node in create.nodes {
            if let first = try createTogether(node, batch, isMerge: isMerge) {
                batch.columns[node.slot] = .nodes((0..<Int32(batch.count)).map { first + $0 })
                continue
            }
            let properties = try Properties(node.properties, batch, evaluator)
            var created: [Int32] = []
            created.reserveCapacity(batch.count)
            for row in 0..<batch.count {
                let map = try properties.map(at: row, isMerge: isMerge)
                try note(row, bytes: 160 + map.bytes)
                created.append(context.graph.createNode(labels: node.labels, properties: map).index)
            }
            batch.columns[node.slot] = .nodes(created)
        }
        for relationship in create.relationships {
            if let ids = try createTogether(relationship, batch, isMerge: isMerge) {
                batch.columns[relationship.slot] = .relationships(ids)
                continue
            }
            let properties = try Properties(relationship.properties, batch, evaluator)
            let (from, to) = (batch[relationship.from], batch[relationship.to])
            var created: [Int32] = []
            created.reserveCapacity(batch.count)
            for row in 0..<batch.count {
                let map = try properties.map(at: row, isMerge: isMerge)
                let source = try end(from, row, relationship.clause, relationship.fromPlace)
                let target = try end(to, row, relationship.clause, relationship.toPlace)
                try note(row, bytes: 240 + map.bytes)
                created.append(
                    context.graph.createRelationship(type: relationship.type, from: source, to: target, properties: map).index)
            }
            batch.columns[relationship.slot] = .relationships(created)
        }
        for path in create.paths { batch.columns[path.slot] = try evaluator.path(path.elements, batch) }
        return batch
    }

    /// Counts one more node or relationship to be written, of about `bytes` bytes.
    func note(_ row: Int, bytes: Int) throws(EvaluationError) {
        if row % 256 == 255 { try context.check() }
        context.steps += 1
        try context.written.add(bytes)
    }

    private func end(_ vector: Vector, _ row: Int, _ clause: String, _ place: Place) throws(EvaluationError) -> NodeID {
        switch vector.value(at: row) {
        case .node(let node): return try alive(node, place)
        case let other: throw .wrongType(other, "a node", clause).placed(at: place)
        }
    }

    // MARK: Setting

    /// Applies the items to one row after the other: a later row sees what an earlier one set.
    func apply(_ items: [ResolvedSet], _ batch: Batch) throws(EvaluationError) {
        if batch.count > 1, items.areIndependent {
            for item in items { if case .property(let owner, let key, let value) = item.change { try set(key, of: owner, to: value, item, batch) } }
            return
        }
        for row in 0..<batch.count {
            let single = batch.count == 1 ? batch : batch.slice(row..<row + 1)
            for (number, item) in items.enumerated() {
                if (row &+ number) % 256 == 255 { try context.check() }
                try apply(item, single)
            }
        }
    }

    /// One property of all rows at once.
    private func set(_ key: String, of owner: Term, to value: Term, _ item: ResolvedSet, _ batch: Batch) throws(EvaluationError) {
        let (owners, values) = (try evaluator.evaluate(owner, batch), try evaluator.evaluate(value, batch))
        for row in 0..<batch.count {
            let new = values.value(at: row)
            try Properties.check(new, at: value.place)
            switch owners.value(at: row) {
            case .null: break
            case .node(let node): set(key, of: try alive(node, item.place), to: new)
            case .relationship(let relationship): set(key, of: try alive(relationship, item.place), to: new)
            case let other: throw .wrongType(other, "a node or a relationship", item.clause).placed(at: item.place)
            }
            try note(row, bytes: 48 + [new].bytes)
        }
    }

    private func apply(_ item: ResolvedSet, _ row: Batch) throws(EvaluationError) {
        switch item.change {
        case .property(let owner, let key, let value):
            let entity = try evaluator.evaluate(owner, row).value(at: 0)
            let new = try evaluator.evaluate(value, row).value(at: 0)
            try Properties.check(new, at: value.place)
            switch entity {
            case .null: break
            case .node(let node): set(key, of: try alive(node, item.place), to: new)
            case .relationship(let relationship): set(key, of: try alive(relationship, item.place), to: new)
            default: throw .wrongType(entity, "a node or a relationship", item.clause).placed(at: item.place)
            }
            try note(0, bytes: 48 + [new].bytes)
        case .replace(let slot, let term):
            let map = try map(of: term, row)
            switch row[slot].value(at: 0) {
            case .null: break
            case .node(let node): context.graph.replaceProperties(of: try alive(node, item.place), with: map)
            case .relationship(let relationship):
                context.graph.replaceProperties(of: try alive(relationship, item.place), with: map)
            case let other: throw .wrongType(other, "a node or a relationship", item.clause).placed(at: item.place)
            }
            try note(0, bytes: 160 + map.bytes)
        case .add(let slot, let term):
            let map = try map(of: term, row)
            switch row[slot].value(at: 0) {
            case .null: break
            case .node(let node):
                let node = try alive(node, item.place)
                for (key, value) in map { set(key, of: node, to: value) }
            case .relationship(let relationship):
                let relationship = try alive(relationship, item.place)
                for (key, value) in map { set(key, of: relationship, to: value) }
            case let other: throw .wrongType(other, "a node or a relationship", item.clause).placed(at: item.place)
            }
            try note(0, bytes: 160 + map.bytes)
        case .addLabels(let slot, let labels):
            if let node = try labelled(row[slot], item) { context.graph.addLabels(labels, to: node) }
            try note(0, bytes: 160)
        case .removeLabels(let slot, let labels):
            if let node = try labelled(row[slot], item) { context.graph.removeLabels(labels, from: node) }
            try note(0, bytes: 160)
        }
    }

    private func set(_ key: String, of node: NodeID, to value: Value) { context.graph.set(key, of: node, to: value) }

    private func set(_ key: String, of relationship: RelationshipID, to value: Value) {
        context.graph.set(key, of: relationship, to: value)
    }

    /// The node whose labels change; nil for null.
    private func labelled(_ vector: Vector, _ item: ResolvedSet) throws(EvaluationError) -> NodeID? {
        switch vector.value(at: 0) {
        case .null: return nil
        case .node(let node): return try alive(node, item.place)
        case let other: throw .wrongType(other, "a node", item.clause).placed(at: item.place)
        }
    }

    private func map(of term: Term, _ row: Batch) throws(EvaluationError) -> PropertyMap {
        switch try evaluator.evaluate(term, row).value(at: 0) {
        case .map(let map):
            for (key, value) in map { try Properties.check(value, at: term.place(ofKey: key)) }
            return map.entries
        case .node(let node): return context.graph.properties(of: try alive(node, term.place))
        case .relationship(let relationship): return context.graph.properties(of: try alive(relationship, term.place))
        case .null: return [:]
        case let other: throw .wrongType(other, "a map, a node or a relationship", "SET").placed(at: term.place)
        }
    }

    func alive(_ node: NodeID, _ place: Place) throws(EvaluationError) -> NodeID {
        do { try context.graph.requireAlive(node) } catch { throw error.placed(at: place) }
        return node
    }

    private func alive(_ relationship: RelationshipID, _ place: Place) throws(EvaluationError) -> RelationshipID {
        do { try context.graph.requireAlive(relationship) } catch { throw error.placed(at: place) }
        return relationship
    }

    // MARK: Deleting

    /// Relationships first, then nodes; a node that keeps a relationship is an error unless `detach`.
    /// `targets` are those of the clause, of all rows.
    func delete(_ targets: [(vector: Vector, count: Int, place: Place)], detach: Bool) throws(EvaluationError) {
        var nodes: [(ids: [Int32], place: Place)] = []
        for (vector, count, place) in targets {
            switch vector {
            case .relationships(let ids): try delete(ids)
            case .nodes(let ids): nodes.append((ids, place))
            case .integers, .floats, .partial, .dates, .booleans, .strings, .coded, .lists, .maps, .values, .constant:
                for row in 0..<count {
                    switch vector.value(at: row) {
                    case .null: break
                    case .node(let node): nodes.append(([node.index], place))
                    case .relationship(let relationship): try delete([relationship.index])
                    case .path(let path):
                        try delete(path.relationships.map(\.index))
                        nodes.append((path.nodes.map(\.index), place))
                    case let other: throw .wrongType(other, "a node, a relationship or a path", "DELETE").placed(at: place)
                    }
                }
            }
        }
        let doomed = context.graph.undeleted(nodes.flatMap(\.ids))
        try context.check()
        let left = context.graph.relationships(touching: doomed)
        if !detach, !left.isEmpty {
            let connected = doomed.first { !context.graph.relationships(touching: [$0]).isEmpty }
            throw EvaluationError(.connectedNode).placed(at: nodes.first { $0.ids.contains(connected ?? -1) }?.place ?? Place())
        }
        try delete(left)
        context.steps += doomed.count
        try context.written.add(16 * doomed.count)
        if !doomed.isEmpty { context.graph.delete(nodes: doomed) }
    }

    private func delete(_ relationships: [Int32]) throws(EvaluationError) {
        try context.check()
        context.steps += relationships.count
        try context.written.add(relationships.count)
        let end = context.graph.relationshipEnd
        let known = relationships.filter { $0 >= 0 && $0 < end }
        if !known.isEmpty { context.graph.delete(relationships: known) }
    }
}

/// The properties that a pattern gives to what is made for each row.
private struct Properties {
    private let term: Term?
    private let vector: Vector

    init(_ term: Term?, _ batch: Batch, _ evaluator: Evaluator) throws(EvaluationError) {
        self.term = term
        vector = try term.map { (term) throws(EvaluationError) in try evaluator.evaluate(term, batch) } ?? .constant(.null)
    }

    func map(at row: Int, isMerge: Bool) throws(EvaluationError) -> PropertyMap {
        guard let term else { return [:] }
        guard case .map(let map) = vector.value(at: row) else {
            throw .wrongType(vector.value(at: row), "a map", "the properties of a pattern").placed(at: term)
        }
        for (key, value) in map {
            if isMerge, value.isNull { throw EvaluationError(.mergeOnNull(key: key)).placed(at: term.place(ofKey: key)) }
            try Self.check(value, at: term.place(ofKey: key))
        }
        return map.entries
    }

    static func check(_ value: Value, at place: @autoclosure () -> Place) throws(EvaluationError) {
        if value.canBeProperty { return }
        switch value {
        case .map, .node, .relationship, .path: throw EvaluationError(.invalidProperty(found: value.typeWords)).placed(at: place())
        case .list(let items):
            for item in items {
                switch item {
                case .map, .node, .relationship, .path, .list, .null:
                    throw EvaluationError(.invalidProperty(found: "a list with \(item.typeWords) in it")).placed(at: place())
                default: break
                }
            }
        default: break
        }
    }
}

extension Value {
    /// A property holds a scalar or a list of scalars.
    var canBeProperty: Bool {
        switch self {
        case .map, .node, .relationship, .path: false
        case .list(let items):
            items.allSatisfy { item in
                switch item {
                case .map, .node, .relationship, .path, .list, .null: false
                default: true
                }
            }
        default: true
        }
    }
}

extension Term {
    /// Of the value of a key where the term is a map written out, else of the term.
    fileprivate func place(ofKey key: String) -> Place {
        guard case .map(let items) = kind, let value = items.last(where: { $0.key == key })?.value, value.place.span != nil else { return place }
        return value.place
    }
}

extension PropertyMap {
    /// About what a copy of it takes in a graph.
    fileprivate var bytes: Int { values.reduce(0) { $0 + 48 + [$1].bytes } }
}
