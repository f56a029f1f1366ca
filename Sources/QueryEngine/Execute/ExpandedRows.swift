/// The rows that an expansion gives: of each the row that it comes from, the node and the relationship, as far as these are kept.
struct ExpandedRows {
    private(set) var rows: [Int]
    private(set) var nodes: [Int32]
    private(set) var relationships: [Int32]
    private(set) var count = 0

    /// With room for `size` rows.
    init(_ size: Int, rows: Bool, nodes: Bool, relationships: Bool) {
        self.rows = [Int](repeating: 0, count: rows ? size : 0)
        self.nodes = [Int32](repeating: 0, count: nodes ? size : 0)
        self.relationships = [Int32](repeating: 0, count: relationships ? size : 0)
    }

    /// The memory of the rows. What is not kept has none.
    struct Target {
        fileprivate let rows: UnsafeMutablePointer<Int>?
        fileprivate let nodes, relationships: UnsafeMutablePointer<Int32>?
        fileprivate(set) var count = 0

        /// All neighbours at some positions, for which there is room.
        @inline(__always)
        mutating func append(_ positions: Range<Int>, of side: SideMemory, to row: Int) {
            if let rows { (rows + count).update(repeating: row, count: positions.count) }
            if let nodes, let neighbours = side.neighbours.baseAddress { (nodes + count).update(from: neighbours + positions.lowerBound, count: positions.count) }
            if let relationships { for index in 0..<positions.count { relationships[count + index] = side.relationship(at: positions.lowerBound + index) } }
            count += positions.count
        }

        /// Those that pass. Without a branch for each that does not.
        @inline(__always)
        mutating func append(
            _ positions: Range<Int>, of side: SideMemory, to row: Int, where admits: (_ neighbour: Int32, _ relationship: Int32) -> Bool
        ) {
            for position in positions {
                let (neighbour, relationship) = (side.neighbours[position], side.relationship(at: position))
                if let rows { rows[count] = row }
                if let nodes { nodes[count] = neighbour }
                if let relationships { relationships[count] = relationship }
                count += admits(neighbour, relationship) ? 1 : 0
            }
        }
    }

    /// Calls `body` with the memory, and leaves as many rows as it has written.
    @inline(__always)
    mutating func write(_ body: (inout Target) -> Void) {
        count = rows.withUnsafeMutableBufferPointer { rows in
            nodes.withUnsafeMutableBufferPointer { nodes in
                relationships.withUnsafeMutableBufferPointer { relationships in
                    var target = Target(
                        rows: rows.isEmpty ? nil : rows.baseAddress, nodes: nodes.isEmpty ? nil : nodes.baseAddress,
                        relationships: relationships.isEmpty ? nil : relationships.baseAddress)
                    body(&target)
                    return target.count
                }
            }
        }
        rows.removeLast(max(0, rows.count - count))
        nodes.removeLast(max(0, nodes.count - count))
        relationships.removeLast(max(0, relationships.count - count))
    }

    /// Only the rows that pass; both the row and the relationship are kept.
    mutating func keep(where holds: (_ row: Int, _ relationship: Int32) -> Bool) {
        let places = [Int](placesBelow: count) { holds(rows[$0], relationships[$0]) }
        if places.count == count { return }
        (rows, relationships, count) = (rows.gather(places), relationships.gather(places), places.count)
        if !nodes.isEmpty { nodes = nodes.gather(places) }
    }
}
