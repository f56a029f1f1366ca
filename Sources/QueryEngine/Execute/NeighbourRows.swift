import PropertyGraph

/// The memory of an adjacency as plain pointers, valid as long as that is held: a step copies it for each node, and all threads would count the references of
/// the same few objects.
struct SideMemory {
    private let firstNode: Int
    private let offsets: UnsafeBufferPointer<Int32>
    let neighbours: UnsafeBufferPointer<Int32>
    private let rows: UnsafeBufferPointer<Int32>?
    private let firstRelationship: Int32

    init(_ adjacency: Adjacency, _ firstRelationship: Int) {
        (firstNode, offsets) = adjacency.starts
        (neighbours, rows) = (adjacency.neighbours.elements, adjacency.rows?.elements)
        self.firstRelationship = Int32(firstRelationship)
    }

    /// Relationships follow each other as the positions do.
    var isInOrder: Bool { rows == nil }

    private var nodes: Range<Int> { firstNode..<firstNode + max(0, offsets.count - 1) }

    func hasEntries(of wanted: ClosedRange<Int32>) -> Bool { nodes.overlaps(Int(wanted.lowerBound)..<Int(wanted.upperBound) + 1) }

    /// Of nodes that follow each other.
    func positions(of wanted: Range<Int>) -> Range<Int> {
        let range = wanted.clamped(to: nodes)
        return range.isEmpty ? 0..<0 : Int(offsets[range.lowerBound - firstNode])..<Int(offsets[range.upperBound - firstNode])
    }

    @inline(__always)
    func positions(of node: Int32) -> Range<Int> {
        let index = Int(node) - firstNode
        guard index >= 0, index + 1 < offsets.count else { return 0..<0 }
        return Int(offsets[index])..<Int(offsets[index + 1])
    }

    @inline(__always)
    func relationship(at position: Int) -> Int32 { firstRelationship + (rows?[position] ?? Int32(truncatingIfNeeded: position)) }
}

/// The memory of a side of a walk, and what is known of its neighbours.
struct NeighbourRows {
    let memory: SideMemory
    let leavesOutLoops: Bool
    /// Every neighbour passes.
    let isFree: Bool

    init(_ side: WalkSide, _ filter: NodeFilter) {
        memory = SideMemory(side.adjacency, side.firstRelationship)
        leavesOutLoops = side.leavesOutLoops
        isFree = !leavesOutLoops && filter.admitsAll(side.neighbours)
    }
}

extension [Int32] {
    /// The numbers, where each is one more than the one before.
    var run: Range<Int>? {
        guard let first, first >= 0, (0..<count).allSatisfy({ self[$0] == first &+ Int32(truncatingIfNeeded: $0) }) else { return nil }
        return Int(first)..<Int(first) + count
    }
}
