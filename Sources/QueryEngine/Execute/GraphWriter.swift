import Diagnostics
import PropertyGraph

/// Changes the graph of a run, row by row.
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
            let maps = try maps(node.properties, batch, isMerge: isMerge)
            var created: [Int32] = []
            for map in maps { created.append(context.graph.createNode(labels: node.labels, properties: map).index) }
            batch.columns[node.slot] = .nodes(created)
        }
        for relationship in create.relationships {
            let maps = try maps(relationship.properties, batch, isMerge: isMerge)
            var created: [Int32] = []
            for (row, map) in maps.enumerated() {
                let (from, to) = (try end(batch[relationship.from], row), try end(batch[relationship.to], row))
                created.append(
                    context.graph.createRelationship(type: relationship.type, from: from, to: to, properties: map).index)
            }
            batch.columns[relationship.slot] = .relationships(created)
        }
        for path in create.paths { batch.columns[path.slot] = try evaluator.path(path.elements, batch) }
        return batch
    }

    private func end(_ vector: Vector, _ row: Int) throws(EvaluationError) -> NodeID {
        let node = try vector.node(at: row)
        guard node >= 0 else { throw .wrongType(.null, "a node", "CREATE") }
        let id = NodeID(node)
        return try alive(id)
    }

    private func maps(_ term: Term?, _ batch: Batch, isMerge: Bool) throws(EvaluationError) -> [PropertyMap] {
        guard let term else { return [PropertyMap](repeating: [:], count: batch.count) }
        let vector = try evaluator.evaluate(term, batch)
        var maps: [PropertyMap] = []
        for row in 0..<batch.count {
            guard case .map(let map) = vector.value(at: row) else {
                throw .wrongType(vector.value(at: row), "a map", "the properties of a pattern")
            }
            do throws(EvaluationError) {
                for (key, value) in map {
                    if isMerge, value.isNull { throw EvaluationError(.mergeOnNull(key: key)) }
                    try check(value)
                }
            } catch {
                throw error.placed(at: term)
            }
            maps.append(map)
        }
        return maps
    }

    /// A property holds a scalar or a list of scalars.
    private func check(_ value: Value) throws(EvaluationError) {
        switch value {
        case .map, .node, .relationship, .path: throw EvaluationError(.invalidProperty(found: value.typeWords))
        case .list(let items):
            for item in items {
                switch item {
                case .map, .node, .relationship, .path, .list, .null:
                    throw EvaluationError(.invalidProperty(found: "a list with \(item.typeWords) in it"))
                default: break
                }
            }
        default: break
        }
    }

    // MARK: Setting

    /// Applies the items to one row after the other: a later row sees what an earlier one set.
    func apply(_ items: [ResolvedSet], _ batch: Batch) throws(EvaluationError) {
        for row in 0..<batch.count {
            if row % 1024 == 0 { try context.check() }
            let single = batch.count == 1 ? batch : batch.slice(row..<row + 1)
            for item in items { try apply(item, single) }
        }
    }

    private func apply(_ item: ResolvedSet, _ row: Batch) throws(EvaluationError) {
        switch item {
        case .property(let owner, let key, let value):
            let owner = try evaluator.evaluate(owner, row).value(at: 0)
            let term = value
            let value = try evaluator.evaluate(term, row).value(at: 0)
            do throws(EvaluationError) { try check(value) } catch { throw error.placed(at: term) }
            switch owner {
            case .null: break
            case .node(let node): context.graph.set(key, of: try alive(node), to: value)
            case .relationship(let relationship): context.graph.set(key, of: try alive(relationship), to: value)
            default: throw .wrongType(owner, "a node or a relationship", "SET")
            }
        case .replace(let slot, let term):
            let map = try map(of: term, row)
            switch row[slot].value(at: 0) {
            case .null: break
            case .node(let node): context.graph.replaceProperties(of: try alive(node), with: map)
            case .relationship(let relationship):
                context.graph.replaceProperties(of: try alive(relationship), with: map)
            case let other: throw .wrongType(other, "a node or a relationship", "SET")
            }
        case .add(let slot, let term):
            let map = try map(of: term, row)
            for (key, value) in map {
                switch row[slot].value(at: 0) {
                case .null: break
                case .node(let node): context.graph.set(key, of: try alive(node), to: value)
                case .relationship(let relationship): context.graph.set(key, of: try alive(relationship), to: value)
                case let other: throw .wrongType(other, "a node or a relationship", "SET")
                }
            }
        case .addLabels(let slot, let labels):
            let node = try row[slot].node(at: 0)
            if node >= 0 { context.graph.addLabels(labels, to: try alive(NodeID(node))) }
        case .removeLabels(let slot, let labels):
            let node = try row[slot].node(at: 0)
            if node >= 0 { context.graph.removeLabels(labels, from: try alive(NodeID(node))) }
        }
    }

    private func map(of term: Term, _ row: Batch) throws(EvaluationError) -> PropertyMap {
        switch try evaluator.evaluate(term, row).value(at: 0) {
        case .map(let map):
            for value in map.values { try check(value) }
            return map
        case .node(let node): return context.graph.properties(of: node)
        case .relationship(let relationship): return context.graph.properties(of: relationship)
        case .null: return [:]
        case let other: throw .wrongType(other, "a map, a node or a relationship", "SET")
        }
    }

    private func alive(_ node: NodeID) throws(EvaluationError) -> NodeID {
        try context.graph.requireAlive(node)
        return node
    }

    private func alive(_ relationship: RelationshipID) throws(EvaluationError) -> RelationshipID {
        try context.graph.requireAlive(relationship)
        return relationship
    }

    // MARK: Deleting

    /// Relationships first, then nodes; a node that keeps a relationship is a fault unless `detach`.
    func delete(_ values: [Value], detach: Bool) throws(EvaluationError) {
        var nodes: Set<NodeID> = []
        for value in values {
            switch value {
            case .null: break
            case .node(let node): nodes.insert(node)
            case .relationship(let relationship): delete(relationship)
            case .path(let path):
                path.relationships.forEach(delete)
                nodes.formUnion(path.nodes)
            default: throw .wrongType(value, "a node, a relationship or a path", "DELETE")
            }
        }
        for node in nodes.sorted() where !context.graph.isDeleted(node) {
            let relationships = context.graph.relationships(touching: node)
            guard detach || relationships.isEmpty else { throw EvaluationError(.connectedNode) }
            relationships.forEach(delete)
            context.graph.delete(node)
        }
    }

    private func delete(_ relationship: RelationshipID) {
        if !context.graph.isDeleted(relationship) { context.graph.delete(relationship) }
    }
}
