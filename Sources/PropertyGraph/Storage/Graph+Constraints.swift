/// How a graph breaks a constraint.
package enum ConstraintViolation: Sendable {
    /// Two things have these values.
    case duplicate([Value])
    case missing(key: String)
    case wrongType(key: String, Value)
}

/// A moment between two writes.
package struct WriteMark: Equatable, Sendable {
    fileprivate var nodes = 0
    fileprivate var relationships = 0
}

extension Graph {
    /// Now. Holds for this graph and those that are made of it by writing, until one is laid out anew.
    package var writeMark: WriteMark { WriteMark(nodes: delta?.log.count ?? 0, relationships: delta?.relationshipLog.count ?? 0) }

    /// The first violation among what was written since the mark, or among all.
    /// O(written), beside O(nodes with the label) where more than a few were written.
    package func violation(of constraint: GraphConstraint, since mark: WriteMark? = nil) -> ConstraintViolation? {
        constraint.properties.isRelationship
            ? relationshipViolation(of: constraint, since: mark) : nodeViolation(of: constraint, since: mark)
    }

    /// So few are looked up one by one; for more, all are put into one table.
    private static let few = 64

    private func nodeViolation(of constraint: GraphConstraint, since mark: WriteMark?) -> ConstraintViolation? {
        guard let label = labels.number(of: constraint.properties.names[0]) else { return nil }
        let written = mark.map { mark in Set((delta?.log ?? []).dropFirst(mark.nodes)) }
        if written?.isEmpty == true { return nil }
        let touched = written.map { ids in
            ids.sorted().map { NodeID($0) }.filter { !isDeleted($0) && labelNumbers(of: $0).contains(label) }
        } ?? nodes(withLabels: [label])
        let keys = constraint.properties.keys
        func values(_ node: NodeID) -> [Value] { keys.map { property($0, of: node) } }
        if let found = Self.violation(of: constraint, touched.lazy.map(values)) { return found }
        guard constraint.isUnique else { return nil }
        guard touched.count <= Self.few, mark != nil else { return Self.duplicate(nodes(withLabels: [label]).lazy.map(values)) }
        for node in touched {
            let wanted = values(node)
            if wanted.contains(where: \.isNull) { continue }
            let same = candidates(label, keys.compactMap { self.keys.number(of: $0) }, wanted)
            if same.contains(where: { $0 != node.index && values(NodeID($0)) == wanted }) { return .duplicate(wanted) }
        }
        return nil
    }

    /// The nodes with one of the values, looked up by the key of which few have it.
    private func candidates(_ label: Int, _ keys: [Int], _ values: [Value]) -> [Int32] {
        var limit = 16
        while limit < nodeEnd {
            for (key, value) in zip(keys, values) {
                if let found = nodes(where: { $0.contains(label) }, key: key, equals: value, limit: limit) { return found }
            }
            limit *= 8
        }
        return nodes(where: { $0.contains(label) }, key: keys[0], equals: values[0])
    }

    private func relationshipViolation(of constraint: GraphConstraint, since mark: WriteMark?) -> ConstraintViolation? {
        guard let type = types.number(of: constraint.properties.names[0]) else { return nil }
        let written = mark.map { mark in Set((delta?.relationshipLog ?? []).dropFirst(mark.relationships)) }
        if written?.isEmpty == true { return nil }
        let all = relationships(ofType: type)
        let keys = constraint.properties.keys
        func values(_ relationship: RelationshipID) -> [Value] { keys.map { property($0, of: relationship) } }
        let touched = all.lazy.filter { written?.contains($0.index) ?? true }
        return Self.violation(of: constraint, touched.map(values)) ?? (constraint.isUnique ? Self.duplicate(all.lazy.map(values)) : nil)
    }

    /// What each thing by itself can be wrong about.
    private static func violation(of constraint: GraphConstraint, _ rows: some Sequence<[Value]>) -> ConstraintViolation? {
        let keys = constraint.properties.keys
        for values in rows {
            for (key, value) in zip(keys, values) {
                if constraint.needsAll, value.isNull { return .missing(key: key) }
                if case .type(_, let admits) = constraint.kind, !value.isNull, !admits(value) { return .wrongType(key: key, value) }
            }
        }
        return nil
    }

    private static func duplicate(_ rows: some Sequence<[Value]>) -> ConstraintViolation? {
        var seen: Set<HashedKey<[Value]>> = []
        for values in rows where !values.contains(where: \.isNull) {
            if !seen.insert(HashedKey(values)).inserted { return .duplicate(values) }
        }
        return nil
    }
}
