import PropertyGraph

/// The neighbours of one node along one leg, ascending.
final class IntersectionLeg {
    /// Of `walk`, which holds it.
    let side: SideMemory?
    private let sides: (outgoing: SideMemory, incoming: SideMemory)?
    let walk: Walk
    private(set) var node: Int32 = -1
    private(set) var neighbours = UnsafeBufferPointer<Int32>(start: nil, count: 0)
    private var firstPosition = 0
    /// Where they do not lie in one place already.
    private var relationships: [Int32] = []
    private var memory = UnsafeMutableBufferPointer<Int32>(start: nil, count: 0)

    init(_ expand: Expand, _ graph: Graph) {
        walk = Walk(graph, types: expand.types, direction: expand.direction)
        (side, sides) = (walk.memory, walk.memories)
    }

    deinit { memory.deallocate() }

    func move(to node: Int32) {
        self.node = node
        if let side {
            let positions = node < 0 ? 0..<0 : side.positions(of: node)
            firstPosition = positions.lowerBound
            neighbours = UnsafeBufferPointer(rebasing: side.neighbours[positions])
            return
        }
        if let sides, node >= 0 { merge(sides, around: node) } else { sort(node) }
    }

    /// Those of both sides lie in order; a loop is met on one of them alone.
    private func merge(_ sides: (outgoing: SideMemory, incoming: SideMemory), around node: Int32) {
        var (own, other) = (sides.outgoing.positions(of: node), sides.incoming.positions(of: node))
        reserve(own.count + other.count)
        relationships.removeAll(keepingCapacity: true)
        func take(_ position: Int, of side: SideMemory) {
            memory.initializeElement(at: relationships.count, to: side.neighbours[position])
            relationships.append(side.relationship(at: position))
        }
        while let position = other.popFirst() {
            let neighbour = sides.incoming.neighbours[position]
            while let first = own.first, sides.outgoing.neighbours[first] <= neighbour {
                take(first, of: sides.outgoing)
                own.removeFirst()
            }
            if neighbour != node { take(position, of: sides.incoming) }
        }
        for position in own { take(position, of: sides.outgoing) }
        neighbours = UnsafeBufferPointer(rebasing: memory[..<relationships.count])
    }

    private func sort(_ node: Int32) {
        var found: [(neighbour: Int32, relationship: Int32)] = []
        if node >= 0 { walk.forEach(from: node) { found.append((neighbour: $1, relationship: $0)) } }
        found.sort { ($0.neighbour, $0.relationship) < ($1.neighbour, $1.relationship) }
        relationships = found.map(\.relationship)
        reserve(found.count)
        for (place, entry) in found.enumerated() { memory.initializeElement(at: place, to: entry.neighbour) }
        neighbours = UnsafeBufferPointer(rebasing: memory[..<found.count])
    }

    private func reserve(_ count: Int) {
        if memory.count >= count { return }
        memory.deallocate()
        memory = .allocate(capacity: count * 2)
    }

    func relationship(at place: Int) -> Int32 {
        guard let side else { return relationships[place] }
        return side.relationship(at: firstPosition + place)
    }
}
