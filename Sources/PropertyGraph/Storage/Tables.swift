/// Nodes that carry exactly one set of labels, at consecutive ids. What is written later may be in a second table of the same labels.
public struct NodeTable: Sendable {
    /// Label numbers, ascending.
    public let labels: [Int]
    /// Ids of its nodes.
    public let range: Range<Int>
    /// By key number.
    public let columns: [Int: Column]
}

/// The relationships of one type, at consecutive ids, sorted by source, then target.
public struct RelationshipTable: Sendable {
    /// Number of the type.
    public let type: Int
    /// Ids of its relationships.
    public let range: Range<Int>
    /// By row: the node it starts at and the node it ends at.
    public let sources: Lane<Int32>
    /// By row: the node it ends at.
    public let targets: Lane<Int32>
    /// By key number.
    public let columns: [Int: Column]
    /// Rows by source.
    public let outgoing: Adjacency
    /// Rows by target.
    public let incoming: Adjacency
    let shapes = (outgoing: ForestShape(), incoming: ForestShape())
}

/// Compressed sparse rows: for each node, the rows of a relationship table that touch it, neighbours ascending.
public struct Adjacency: Sendable {
    /// The first node that has an entry; `offsets` speaks of the nodes from there on.
    @usableFromInline let firstNode: Int
    @usableFromInline let offsets: Lane<Int32>
    /// Neighbours by position.
    public let neighbours: Lane<Int32>
    /// Row in the table by position; nil where the position is the row.
    public let rows: Lane<Int32>?

    /// Positions in `neighbours` that belong to the node. O(1).
    @inlinable
    public func positions(of node: Int) -> Range<Int> {
        let index = node - firstNode
        guard index >= 0, index + 1 < offsets.count else { return 0..<0 }
        return Int(offsets[index])..<Int(offsets[index + 1])
    }

    /// The first node, and where the positions of each begin: valid as long as this is held.
    package var starts: (firstNode: Int, offsets: UnsafeBufferPointer<Int32>) { (firstNode, offsets.elements) }

    /// Positions in `neighbours` that belong to the nodes. O(1).
    public func positions(of wanted: Range<Int>) -> Range<Int> {
        let range = wanted.clamped(to: nodes)
        return range.isEmpty ? 0..<0 : Int(offsets[range.lowerBound - firstNode])..<Int(offsets[range.upperBound - firstNode])
    }

    /// All nodes that have an entry lie in there.
    public var nodes: Range<Int> { firstNode..<firstNode + Swift.max(0, offsets.count - 1) }

    /// Row in the table of a position. O(1).
    @inlinable
    public func row(at position: Int) -> Int { rows.map { Int($0[position]) } ?? position }

    init(firstNode: Int, offsets: Lane<Int32>, neighbours: Lane<Int32>, rows: Lane<Int32>?) {
        self.firstNode = firstNode
        self.offsets = offsets
        self.neighbours = neighbours
        self.rows = rows
    }

    /// `keys` by position, ascending. O(positions + nodes between the least and the greatest).
    init(keys: Lane<Int32>, neighbours: Lane<Int32>, rows: Lane<Int32>?) {
        guard let least = keys.first, let most = keys.last else {
            self.init(firstNode: 0, offsets: Lane([]), neighbours: neighbours, rows: rows)
            return
        }
        let offsets = Lane<Int32>(count: Int(most) - Int(least) + 2) { offsets in
            offsets.initialize(repeating: 0)
            for key in keys { offsets[Int(key - least) + 1] += 1 }
            for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
        }
        self.init(firstNode: Int(least), offsets: offsets, neighbours: neighbours, rows: rows)
    }
}
