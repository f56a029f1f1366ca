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

    @inline(__always)
    func relationship(at position: Int) -> Int32 { first + (places?[position] ?? Int32(truncatingIfNeeded: position)) }
}
