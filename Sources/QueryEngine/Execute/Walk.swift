import CypherSyntax
import Diagnostics
import PropertyGraph

/// Steps from a node along relationships of some types in one direction or both.
struct Walk {
    private let tables: [RelationshipTable]
    private let direction: RelationshipPattern.Direction

    init(_ graph: Graph, types: [String], direction: RelationshipPattern.Direction) {
        tables = types.isEmpty
            ? graph.relationshipTables
            : Set(types.compactMap { graph.types.number(of: $0) }).sorted().compactMap { graph.table(ofType: $0) }
        self.direction = direction
    }

    /// Calls `body` with each relationship that touches the node and the node at its other end.
    /// A loop is met once also when walked either way. O(degree).
    @inline(__always)
    func forEach(from node: Int32, _ body: (_ relationship: Int32, _ neighbour: Int32) -> Void) {
        for table in tables {
            let base = table.range.lowerBound
            if direction != .incoming {
                let side = table.outgoing
                for position in side.positions(of: Int(node)) {
                    body(Int32(base + side.row(at: position)), side.neighbours[position])
                }
            }
            if direction != .outgoing {
                let side = table.incoming
                for position in side.positions(of: Int(node)) {
                    let neighbour = side.neighbours[position]
                    if direction == .either, neighbour == node { continue }
                    body(Int32(base + side.row(at: position)), neighbour)
                }
            }
        }
    }
}

extension Vector {
    /// The node of the row, -1 for null; a fault for anything else.
    func node(at row: Int) throws(EvaluationError) -> Int32 {
        switch self {
        case .nodes(let indices): return indices[row]
        default:
            switch value(at: row) {
            case .node(let node): return node.index
            case .null: return -1
            case let other: throw .wrongType(other, "a node", "a pattern")
            }
        }
    }

    /// The relationship of the row, -1 for null; a fault for anything else.
    func relationship(at row: Int) throws(EvaluationError) -> Int32 {
        switch self {
        case .relationships(let indices): return indices[row]
        default:
            switch value(at: row) {
            case .relationship(let relationship): return relationship.index
            case .null: return -1
            case let other: throw .wrongType(other, "a relationship", "a pattern")
            }
        }
    }

    /// The relationships of the row, whether one or a list of them.
    func relationships(at row: Int) throws(EvaluationError) -> [Int32] {
        switch value(at: row) {
        case .null: return []
        case .relationship(let relationship): return [relationship.index]
        case .list(let items):
            var found: [Int32] = []
            for item in items {
                guard case .relationship(let relationship) = item else {
                    throw .wrongType(item, "a relationship", "a pattern")
                }
                found.append(relationship.index)
            }
            return found
        case let other: throw .wrongType(other, "a list of relationships", "a pattern")
        }
    }
}
