import PropertyGraph

/// The memory of a side of a walk, so that it is read without a look at who holds it.
struct NeighbourRows {
    let adjacency: Adjacency
    let neighbours: UnsafeBufferPointer<Int32>
    private let places: UnsafeBufferPointer<Int32>?
    private let first: Int32
    let leavesOutLoops: Bool
    /// Every neighbour passes.
    let isFree: Bool

    init(_ side: WalkSide, _ filter: NodeFilter) {
        (adjacency, first) = (side.adjacency, Int32(side.firstRelationship))
        (neighbours, places) = (side.adjacency.neighbours.elements, side.adjacency.rows?.elements)
        leavesOutLoops = side.leavesOutLoops
        isFree = !leavesOutLoops && filter.admitsAll(side.neighbours)
    }

    /// Every neighbour passes, and relationships follow each other as the positions do.
    var isInOrder: Bool { isFree && places == nil }

    @inline(__always)
    func relationship(at position: Int) -> Int32 { first + (places?[position] ?? Int32(truncatingIfNeeded: position)) }
}

extension [Int32] {
    /// The numbers, where each is one more than the one before.
    var run: Range<Int>? {
        guard let first, first >= 0, (0..<count).allSatisfy({ self[$0] == first &+ Int32(truncatingIfNeeded: $0) }) else { return nil }
        return Int(first)..<Int(first) + count
    }
}
