import PropertyGraph

/// The values of one slot in a batch of rows. Nodes, relationships and integers lie unboxed;
/// anything else is tagged values.
enum Vector: Sendable {
    /// Node indices; -1 is null.
    case nodes([Int32])
    /// Relationship indices; -1 is null.
    case relationships([Int32])
    /// No nulls.
    case integers([Int])
    case values([Value])
    /// The same value in every row.
    case constant(Value)

    func value(at row: Int) -> Value {
        switch self {
        case .nodes(let indices): indices[row] < 0 ? .null : .node(NodeID(indices[row]))
        case .relationships(let indices): indices[row] < 0 ? .null : .relationship(RelationshipID(indices[row]))
        case .integers(let values): .integer(values[row])
        case .values(let values): values[row]
        case .constant(let value): value
        }
    }

    /// The rows at the given places, in that order.
    func gather(_ rows: [Int]) -> Vector {
        switch self {
        case .nodes(let indices): .nodes(rows.map { indices[$0] })
        case .relationships(let indices): .relationships(rows.map { indices[$0] })
        case .integers(let values): .integers(rows.map { values[$0] })
        case .values(let values): .values(rows.map { values[$0] })
        case .constant: self
        }
    }

    func slice(_ range: Range<Int>) -> Vector {
        switch self {
        case .nodes(let indices): .nodes(Array(indices[range]))
        case .relationships(let indices): .relationships(Array(indices[range]))
        case .integers(let values): .integers(Array(values[range]))
        case .values(let values): .values(Array(values[range]))
        case .constant: self
        }
    }

    /// Tagged values, one a row.
    func values(count: Int) -> [Value] {
        switch self {
        case .values(let values): values
        case .constant(let value): [Value](repeating: value, count: count)
        default: (0..<count).map(value)
        }
    }

    var bytes: Int {
        switch self {
        case .nodes(let indices), .relationships(let indices): indices.count * MemoryLayout<Int32>.stride
        case .integers(let values): values.count * MemoryLayout<Int>.stride
        case .values(let values): values.bytes
        case .constant: MemoryLayout<Value>.stride
        }
    }

    /// One after the other; unboxed where all parts are of one kind.
    static func joined(_ parts: [(vector: Vector, count: Int)]) -> Vector {
        if parts.count == 1 { return parts[0].vector }
        if let nodes = unboxed(parts, { if case .nodes(let indices) = $0 { indices } else { nil } }) { return .nodes(nodes) }
        if let found = unboxed(parts, { if case .relationships(let indices) = $0 { indices } else { nil } }) {
            return .relationships(found)
        }
        if let integers = unboxed(parts, { if case .integers(let values) = $0 { values } else { nil } }) {
            return .integers(integers)
        }
        return .values(parts.flatMap { $0.vector.values(count: $0.count) })
    }

    private static func unboxed<Element>(
        _ parts: [(vector: Vector, count: Int)], _ take: (Vector) -> [Element]?
    ) -> [Element]? {
        var out: [Element] = []
        for part in parts {
            guard let elements = take(part.vector) else { return nil }
            out += elements
        }
        return out
    }
}

extension [Value] {
    /// With the elements of lists and the bytes of strings that do not lie in the value itself.
    var bytes: Int {
        reduce(count * MemoryLayout<Value>.stride) { sum, value in
            switch value {
            case .string(let text): text.utf8.count > 15 ? sum + text.utf8.count : sum
            case .list(let items): sum + items.bytes
            case .path(let path): sum + path.nodes.count * 8
            default: sum
            }
        }
    }
}
