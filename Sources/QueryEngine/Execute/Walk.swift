import CypherSyntax
import Diagnostics
import PropertyGraph

/// Steps from a node along relationships of some types in one direction or both.
struct Walk {
    private let graph: Graph
    private let tables: [RelationshipTable]
    private let types: Set<Int>?
    private let direction: RelationshipPattern.Direction
    private let nodeEnd: Int
    /// Of the tables, which hold the memory.
    private let outgoing: [SideMemory]
    private let incoming: [SideMemory]

    init(_ graph: Graph, types: [String], direction: RelationshipPattern.Direction) {
        self.graph = graph
        let numbers = types.isEmpty ? nil : Set(types.compactMap { graph.types.number(of: $0) })
        tables = numbers.map { $0.sorted().compactMap { graph.base.table(ofType: $0) } } ?? graph.base.relationshipTables
        self.types = numbers
        self.direction = direction
        nodeEnd = graph.nodeEnd
        outgoing = tables.map { SideMemory($0.outgoing, $0.range.lowerBound) }
        incoming = tables.map { SideMemory($0.incoming, $0.range.lowerBound) }
    }

    /// The node of a row; -1 for null, and for a node that this graph does not have, which no walk begins or ends at.
    func node(of vector: Vector, at row: Int, _ place: Place) throws(EvaluationError) -> Int32 {
        if case .nodes(let ids) = vector { return ids[row] < nodeEnd ? ids[row] : -1 }
        let node: Int32
        do { node = try vector.node(at: row) } catch { throw error.placed(at: place) }
        return node < nodeEnd ? node : -1
    }

    /// Calls `body` with each relationship that touches the node and the node at its other end.
    /// A loop is met once also when walked either way. O(degree).
    @inline(__always)
    func forEach(from node: Int32, _ body: (_ relationship: Int32, _ neighbour: Int32) -> Void) {
        if direction != .incoming { side(outgoing: true, node, body) }
        if direction != .outgoing {
            side(outgoing: false, node) { relationship, neighbour in
                if direction == .either, neighbour == node { return }
                body(relationship, neighbour)
            }
        }
    }

    /// As `forEach`, of the relationships that lead to one node alone. O(log degree + found).
    @inline(__always)
    func forEach(from node: Int32, to wanted: Int32, _ body: (_ relationship: Int32) -> Void) {
        if direction != .incoming { side(outgoing: true, node, to: wanted, body) }
        if direction != .outgoing, direction == .incoming || node != wanted { side(outgoing: false, node, to: wanted, body) }
    }

    private func side(outgoing: Bool, _ node: Int32, to wanted: Int32, _ body: (_ relationship: Int32) -> Void) {
        defer { withExtendedLifetime(tables) {} }
        for side in outgoing ? self.outgoing : incoming {
            let positions = side.positions(of: node)
            var (low, high) = (positions.lowerBound, positions.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if side.neighbours[middle] < wanted { low = middle + 1 } else { high = middle }
            }
            while low < positions.upperBound, side.neighbours[low] == wanted {
                let id = side.relationship(at: low)
                if graph.hasNoWrites || !graph.isDeleted(RelationshipID(id)) { body(id) }
                low += 1
            }
        }
        if !graph.hasNoWrites { graph.forEachWritten(from: node, to: wanted, outgoing: outgoing, types: types, body) }
    }

    /// About as many as `forEach` meets from all nodes together. O(types).
    var relationshipCount: Int { tables.reduce(0) { $0 + $1.range.count } * (direction == .either ? 2 : 1) }

    /// In the order of `forEach`, where nothing was written over the graph.
    var sides: [WalkSide]? {
        guard graph.hasNoWrites else { return nil }
        func sides(outgoing: Bool) -> [WalkSide] {
            tables.map { table in
                WalkSide(
                    adjacency: outgoing ? table.outgoing : table.incoming, firstRelationship: table.range.lowerBound,
                    neighbours: (outgoing ? table.incoming : table.outgoing).nodes, leavesOutLoops: direction == .either && !outgoing)
            }
        }
        return (direction == .incoming ? [] : sides(outgoing: true)) + (direction == .outgoing ? [] : sides(outgoing: false))
    }

    /// Where all neighbours lie in one table, in one direction, and nothing was written over it.
    var side: WalkSide? { tables.count == 1 && direction != .either ? sides?.first : nil }

    /// As `side`.
    var memory: SideMemory? { side == nil ? nil : (direction == .outgoing ? outgoing : incoming)[0] }

    /// As `memory`, of a walk in both directions.
    var memories: (outgoing: SideMemory, incoming: SideMemory)? {
        tables.count == 1 && direction == .either && graph.hasNoWrites ? (outgoing[0], incoming[0]) : nil
    }

    /// Where the relationships are a forest, and whether they lead from each node to its one parent or from the parent to its children.
    var forest: (shape: Forest, side: WalkSide, leadsUp: Bool)? {
        guard let side else { return nil }
        let outgoing = direction == .outgoing
        if let shape = tables[0].forest(leadingUp: outgoing) { return (shape, side, true) }
        return tables[0].forest(leadingUp: !outgoing).map { ($0, side, false) }
    }

    /// The most relationships that `forEach` has to look at. O(types).
    func cost(of node: Int32) -> Int {
        defer { withExtendedLifetime(tables) {} }
        var cost = 0
        if direction != .incoming {
            for side in outgoing { cost += side.positions(of: node).count }
            cost += graph.writtenDegree(of: node, outgoing: true)
        }
        if direction != .outgoing {
            for side in incoming { cost += side.positions(of: node).count }
            cost += graph.writtenDegree(of: node, outgoing: false)
        }
        return cost
    }

    /// The node at the other end of the relationship; nil where the walk does not lead along it from the node.
    func neighbour(of node: Int32, along relationship: Int32) -> Int32? {
        let id = RelationshipID(relationship)
        guard !graph.isDeleted(id), let type = graph.typeNumber(of: id), types?.contains(type) ?? true else { return nil }
        let ends = graph.ends(of: id)
        if direction != .incoming, ends.source.index == node { return ends.target.index }
        return direction != .outgoing && ends.target.index == node ? ends.source.index : nil
    }

    /// How many relationships `forEach` would meet; nil where only walking them tells. O(types), and the logarithm of it where loops may be among them.
    func degree(of node: Int32) -> Int? {
        guard graph.hasNoWrites else { return nil }
        defer { withExtendedLifetime(tables) {} }
        var degree = 0
        if direction != .incoming { for side in outgoing { degree += side.positions(of: node).count } }
        if direction != .outgoing { for side in incoming { degree += side.positions(of: node).count } }
        if direction == .either { side(outgoing: true, node, to: node) { _ in degree -= 1 } }
        return degree
    }

    @inline(__always)
    private func side(outgoing: Bool, _ node: Int32, _ body: (_ relationship: Int32, _ neighbour: Int32) -> Void) {
        defer { withExtendedLifetime(tables) {} }
        for side in outgoing ? self.outgoing : incoming {
            for position in side.positions(of: node) {
                let id = side.relationship(at: position)
                if !graph.hasNoWrites, graph.isDeleted(RelationshipID(id)) { continue }
                body(id, side.neighbours[position])
            }
        }
        if !graph.hasNoWrites { graph.forEachWritten(from: node, outgoing: outgoing, types: types, body) }
    }
}

/// The neighbours along one type in one direction.
struct WalkSide {
    var adjacency: Adjacency
    var firstRelationship: Int
    /// All neighbours lie in there.
    var neighbours: Range<Int>
    /// They were met on the other side.
    var leavesOutLoops = false
}

/// The relationships of the walks of some rows.
struct WalkLists {
    private var relationships: [Int32] = []
    private var parts: [ListPart] = []

    mutating func append(_ walk: [Int32], reversed: Bool) {
        let start = relationships.count
        if reversed { relationships += walk.reversed() } else { relationships += walk }
        parts.append(ListPart(start..<relationships.count))
    }

    var vector: Vector { ListVector(.relationships(relationships), count: relationships.count, parts: parts).map { .lists($0) } ?? .values([]) }
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

    /// As `relationships`, put behind those that are there.
    func appendRelationships(at row: Int, to found: inout [Int32]) throws(EvaluationError) {
        if case .relationships(let indices) = self {
            if indices[row] >= 0 { found.append(indices[row]) }
        } else {
            found += try relationships(at: row)
        }
    }

    /// The relationships of the row, whether one or a list of them.
    func relationships(at row: Int) throws(EvaluationError) -> [Int32] {
        if case .lists(let lists) = self, case .relationships(let indices) = lists.elements, !indices[lists.parts[row].places].contains(-1) {
            return Array(indices[lists.parts[row].places])
        }
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
