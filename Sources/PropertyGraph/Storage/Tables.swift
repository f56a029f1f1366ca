/// The nodes that carry exactly one set of labels, at consecutive ids.
public struct NodeTable: Sendable {
    /// Label numbers, ascending.
    public let labels: [Int]
    public let range: Range<Int>
    /// By key number.
    public let columns: [Int: Column]
}

/// The relationships of one type, at consecutive ids, sorted by source, then target.
public struct RelationshipTable: Sendable {
    public let type: Int
    public let range: Range<Int>
    /// By row: the node it starts at and the node it ends at.
    public let sources: [Int32]
    public let targets: [Int32]
    public let columns: [Int: Column]
    public let outgoing: Adjacency
    public let incoming: Adjacency
}

/// Compressed sparse rows: for each node, the rows of a relationship table that touch it, neighbours ascending.
public struct Adjacency: Sendable {
    /// The first node that has an entry; `offsets` speaks of the nodes from there on.
    let firstNode: Int
    let offsets: [Int32]
    /// Neighbours by position.
    public let neighbours: [Int32]
    /// Row in the table by position; nil where the position is the row.
    public let rows: [Int32]?

    /// Positions in `neighbours` that belong to the node. O(1).
    @inlinable
    public func positions(of node: Int) -> Range<Int> { positionRange(node) }

    @usableFromInline
    func positionRange(_ node: Int) -> Range<Int> {
        let index = node - firstNode
        guard index >= 0, index + 1 < offsets.count else { return 0..<0 }
        return Int(offsets[index])..<Int(offsets[index + 1])
    }

    @inlinable
    public func row(at position: Int) -> Int { rows.map { Int($0[position]) } ?? position }

    /// `keys` by row; the rows must be sorted by key if `rows` is nil.
    init(keys: [Int32], neighbours: [Int32], rows: [Int32]?) {
        self.neighbours = neighbours
        self.rows = rows
        guard let least = keys.min(), let most = keys.max() else {
            firstNode = 0
            offsets = []
            return
        }
        firstNode = Int(least)
        var offsets = [Int32](repeating: 0, count: Int(most) - Int(least) + 2)
        for key in keys { offsets[Int(key - least) + 1] += 1 }
        for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
        self.offsets = offsets
    }
}
