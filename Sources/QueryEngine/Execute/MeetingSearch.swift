import PropertyGraph

/// The search for a shortest way between two nodes from both ends at once, always on from the smaller frontier, until one meets the other.
/// It holds the nodes that it comes to, not a place for each node of the graph, and its memory serves the next search.
struct MeetingSearch {
    private var left: Side
    private var right: Side
    private let context: ExecutionContext
    /// Relationships looked at, in all searches.
    private(set) var work = 0

    var bytes: Int { left.bytes + right.bytes }

    init(forward: Walk, backward: Walk, _ context: ExecutionContext) {
        left = Side(forward)
        right = Side(backward)
        self.context = context
    }

    /// The relationships of a shortest way to another node in their order; nil where there is none of at most that number.
    /// - Complexity: the relationships around both nodes as far as half of the way.
    mutating func way(from start: Int32, to end: Int32, atMost limit: Int) throws(EvaluationError) -> [Int32]? {
        left.begin(at: start)
        right.begin(at: end)
        while left.depth + right.depth < limit, !left.frontier.isEmpty, !right.frontier.isEmpty {
            let before = left.work + right.work
            let isLeft = left.frontier.count <= right.frontier.count
            let meeting = isLeft ? try left.grow(towards: right, context) : try right.grow(towards: left, context)
            work += left.work + right.work - before
            if let meeting { return left.way(to: meeting).reversed() + right.way(to: meeting) }
        }
        return nil
    }
}

/// The nodes around one end, the nearest first.
private struct Side {
    private let walk: Walk
    private var places = NodePlaces()
    /// By place, where the search came from, and the relationship that it came by.
    private var before: [Int32] = []
    private var relationships: [Int32] = []
    private(set) var frontier = 0..<0
    private(set) var depth = 0
    private(set) var work = 0

    var bytes: Int { places.bytes + (before.capacity + relationships.capacity) * MemoryLayout<Int32>.stride }

    init(_ walk: Walk) { self.walk = walk }

    mutating func begin(at node: Int32) {
        places.removeAll()
        _ = places.insert(node)
        before.removeAll(keepingCapacity: true)
        relationships.removeAll(keepingCapacity: true)
        before.append(-1)
        relationships.append(-1)
        (frontier, depth) = (0..<1, 0)
    }

    /// One step further out; a node that the other side has come to, as soon as there is one. All that is nearer than a frontier has been looked
    /// at, so that the first one lies on a shortest way.
    mutating func grow(towards other: Side, _ context: ExecutionContext) throws(EvaluationError) -> Int32? {
        depth += 1
        var meeting: Int32?
        let first = work
        for place in frontier {
            if place % 256 == 0 { try context.check() }
            walk.forEach(from: places.nodes[place]) { relationship, neighbour in
                work += 1
                guard meeting == nil, places.insert(neighbour) else { return }
                before.append(Int32(truncatingIfNeeded: place))
                relationships.append(relationship)
                if other.places.place(of: neighbour) != nil { meeting = neighbour }
            }
            if meeting != nil { break }
        }
        context.steps += work - first
        frontier = frontier.upperBound..<places.nodes.count
        return meeting
    }

    /// The relationships from the node back to where the side began.
    func way(to node: Int32) -> [Int32] {
        var way: [Int32] = []
        var place = places.place(of: node) ?? 0
        while before[place] >= 0 {
            way.append(relationships[place])
            place = Int(before[place])
        }
        return way
    }
}

/// Nodes in the order in which they were put in, each once. To empty it takes no time.
private struct NodePlaces {
    private(set) var nodes: [Int32] = []
    /// The number of the filling, and below it the place of a node; the node is looked for from the slot of its hash on.
    private var slots = [UInt64](repeating: 0, count: 64)
    private var filling: UInt64 = 1

    var bytes: Int { nodes.capacity * MemoryLayout<Int32>.stride + slots.count * MemoryLayout<UInt64>.stride }

    mutating func removeAll() {
        nodes.removeAll(keepingCapacity: true)
        filling += 1
    }

    func place(of node: Int32) -> Int? {
        let slot = slots[slot(of: node)]
        return slot >> 32 == filling ? Int(slot & 0xFFFF_FFFF) : nil
    }

    /// Whether it was not there.
    mutating func insert(_ node: Int32) -> Bool {
        let slot = slot(of: node)
        if slots[slot] >> 32 == filling { return false }
        slots[slot] = filling << 32 | UInt64(nodes.count)
        nodes.append(node)
        if nodes.count * 2 > slots.count { grow() }
        return true
    }

    /// Where the node is, or where it would be.
    @inline(__always)
    private func slot(of node: Int32) -> Int {
        var slot = Int(UInt32(bitPattern: node) &* 0x9E37_79B9) & (slots.count - 1)
        while slots[slot] >> 32 == filling, nodes[Int(slots[slot] & 0xFFFF_FFFF)] != node { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 4)
        for place in nodes.indices {
            var slot = Int(UInt32(bitPattern: nodes[place]) &* 0x9E37_79B9) & (slots.count - 1)
            while slots[slot] >> 32 == filling { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = filling << 32 | UInt64(place)
        }
    }
}
