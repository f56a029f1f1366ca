import CypherSyntax
import PropertyGraph

// MARK: - Clauses that write, a row at a time

extension NaiveEvaluator {
    func write(_ clause: Clause, _ table: Table) throws -> Table {
        switch clause {
        case .create(let create): return try apply(create, table)
        case .merge(let merge): return try apply(merge, table)
        case .set(let set):
            for row in table.rows { for item in set.items { try apply(item, row) } }
        case .remove(let remove):
            for row in table.rows { for item in remove.items { try apply(item, row) } }
        case .delete(let delete): try apply(delete, table)
        case .foreach(let loop):
            for row in table.rows {
                guard case .list(let items) = try value(loop.list, Environment(row: row)) else { continue }
                for item in items {
                    var inner = Table(names: table.names + [loop.variable.text], rows: [row.merging([loop.variable.text: item]) { $1 }])
                    for clause in loop.clauses { inner = try write(clause, inner) }
                }
            }
        default: throw NaiveFault.notSupported("a clause")
        }
        return table
    }

    func apply(_ create: Create, _ table: Table) throws -> Table {
        var result = Table(names: table.names, rows: [])
        for name in create.pattern.names where !result.names.contains(name) { result.names.append(name) }
        for var row in table.rows {
            for part in create.pattern.parts { try make(part, &row, isMerge: false) }
            result.rows.append(row)
        }
        return result
    }

    /// A later row finds what an earlier one made.
    func apply(_ merge: Merge, _ table: Table) throws -> Table {
        let pattern = Pattern(parts: [merge.part])
        var result = Table(names: table.names, rows: [])
        for name in pattern.names where !result.names.contains(name) { result.names.append(name) }
        for var row in table.rows {
            let found = try matches(pattern, row)
            if found.isEmpty {
                try make(merge.part, &row, isMerge: true)
                for item in merge.onCreate { try apply(item, row) }
                result.rows.append(row)
            } else {
                for row in found { for item in merge.onMatch { try apply(item, row) } }
                result.rows += found
            }
            if result.rows.count > rowLimit { throw NaiveFault.tooManyRows }
        }
        return result
    }

    /// Makes the nodes that the row has not, then the relationships.
    private func make(_ part: PatternPart, _ row: inout Row, isMerge: Bool) throws {
        var nodes: [NodeID] = []
        for pattern in [part.element.start] + part.element.steps.map(\.node) {
            nodes.append(try node(pattern, &row, isMerge))
        }
        var relationships: [RelationshipID] = []
        for (index, step) in part.element.steps.enumerated() {
            guard let pattern = step.relationship else { throw NaiveFault.notSupported("a group") }
            let (from, to) = pattern.direction == .incoming ? (nodes[index + 1], nodes[index]) : (nodes[index], nodes[index + 1])
            let properties = try map(pattern.properties, row, isMerge)
            let made = graph.createRelationship(
                ModelGraph.Relationship(type: pattern.types[0].text, source: from, target: to, properties: properties))
            if let name = pattern.variable?.text { row[name] = .relationship(made) }
            relationships.append(made)
        }
        if let name = part.variable?.text { row[name] = .path(Path(nodes: nodes, relationships: relationships)) }
    }

    private func node(_ pattern: NodePattern, _ row: inout Row, _ isMerge: Bool) throws -> NodeID {
        if let name = pattern.variable?.text, let known = row[name] {
            guard case .node(let node) = known else { throw NaiveFault.wrongType("an end of what is made") }
            _ = try graph.node(node)
            return node
        }
        let made = graph.createNode(labels: pattern.labels.map(\.text), properties: try map(pattern.properties, row, isMerge))
        if let name = pattern.variable?.text { row[name] = .node(made) }
        return made
    }

    private func map(_ expression: Expression?, _ row: Row, _ isMerge: Bool = false) throws -> PropertyMap {
        guard let expression else { return [:] }
        guard case .map(let map) = try value(expression, Environment(row: row)) else { throw NaiveFault.wrongType("properties") }
        if isMerge, map.values.contains(where: \.isNull) { throw NaiveFault.mergeOnNull }
        return map.entries
    }

    // MARK: SET and REMOVE

    func apply(_ item: SetItem, _ row: Row) throws {
        switch item {
        case .property(let owner, let key, let expression):
            let new = try value(expression, Environment(row: row))
            try change(try value(owner, Environment(row: row))) { $0[key.text] = new }
        case .replace(let name, let expression):
            let new = try entries(try value(expression, Environment(row: row)))
            try change(row[name.text] ?? .null) { $0 = new }
        case .add(let name, let expression):
            let new = try entries(try value(expression, Environment(row: row)))
            try change(row[name.text] ?? .null) { $0.merge(new) { $1 } }
        case .labels(let name, let labels):
            guard case .node(let node)? = row[name.text] else { return }
            try graph.change(node) { $0.labels.formUnion(labels.map(\.text)) }
        }
    }

    func apply(_ item: RemoveItem, _ row: Row) throws {
        switch item {
        case .property(let owner, let key): try change(try value(owner, Environment(row: row))) { $0[key.text] = .null }
        case .labels(let name, let labels):
            guard case .node(let node)? = row[name.text] else { return }
            try graph.change(node) { $0.labels.subtract(labels.map(\.text)) }
        }
    }

    private func change(_ owner: Value, _ change: (inout PropertyMap) -> Void) throws {
        switch owner {
        case .null: break
        case .node(let node): try graph.change(node) { change(&$0.properties) }
        case .relationship(let relationship): try graph.change(relationship, change)
        default: throw NaiveFault.wrongType("SET")
        }
    }

    private func entries(_ value: Value) throws -> PropertyMap {
        switch value {
        case .null: [:]
        case .map(let map): map.entries
        case .node(let node): try graph.node(node).properties
        case .relationship(let relationship): try graph.relationship(relationship).properties
        default: throw NaiveFault.wrongType("SET")
        }
    }

    // MARK: DELETE

    /// Of all rows: relationships first, then nodes, none of which may keep a relationship unless `DETACH` takes these along.
    func apply(_ delete: Delete, _ table: Table) throws {
        var doomed: [NodeID] = []
        for row in table.rows {
            for target in delete.targets {
                switch try value(target, Environment(row: row)) {
                case .null: break
                case .node(let node): doomed.append(node)
                case .relationship(let relationship): graph.delete(relationship)
                case .path(let path):
                    path.relationships.forEach { graph.delete($0) }
                    doomed += path.nodes
                default: throw NaiveFault.wrongType("DELETE")
                }
            }
        }
        for node in doomed {
            let relationships = graph.relationships(touching: node)
            guard delete.detach || relationships.isEmpty else { throw NaiveFault.connectedNode }
            relationships.forEach { graph.delete($0) }
            graph.delete(node)
        }
    }
}
