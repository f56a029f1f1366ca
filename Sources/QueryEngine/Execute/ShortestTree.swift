import PropertyGraph

/// One search for the shortest ways from a node to many others, which goes on from where it stopped when others are asked for.
struct ShortestTree {
    private let walk: Walk
    private let context: ExecutionContext
    /// By node, the relationship that the search came by and the node before it; -1 where it has not come.
    private var relationships: [Int32]
    private var before: [Int32]
    /// All nodes that the search has come to, the nearest first, and those from which on none has been gone on from.
    private(set) var met: [Int32] = []
    private var frontier = 0..<0
    private var depth = 0

    init(_ walk: Walk, _ context: ExecutionContext) {
        self.walk = walk
        self.context = context
        relationships = [Int32](repeating: -1, count: context.graph.nodeEnd)
        before = relationships
    }

    /// Where the last search began.
    var start: Int32? { met.first }

    var bytes: Int { (before.count + relationships.count + met.capacity) * MemoryLayout<Int32>.stride }

    /// Continues until all targets are met (nil stands for all nodes), or no path of at most that number of relationships is left. The start is not a
    /// target.
    mutating func search(from start: Int32, to targets: [Int32]?, atMost limit: Int) throws(EvaluationError) {
        // Of another graph.
        guard before.indices.contains(Int(start)) else { return }
        if met.first != start {
            for node in met { before[Int(node)] = -1 }
            before[Int(start)] = start
            (met, frontier, depth) = ([start], 0..<1, 0)
        }
        let wanted = Set((targets ?? []).filter { before.indices.contains(Int($0)) && before[Int($0)] < 0 })
        var missing = targets == nil ? .max : wanted.count
        while !frontier.isEmpty, depth < limit, missing > 0 {
            depth += 1
            for place in frontier {
                if place % 1024 == 0 { try context.check() }
                let node = met[place]
                walk.forEach(from: node) { relationship, neighbour in
                    guard before[Int(neighbour)] < 0 else { return }
                    before[Int(neighbour)] = node
                    relationships[Int(neighbour)] = relationship
                    met.append(neighbour)
                    if wanted.contains(neighbour) { missing -= 1 }
                }
            }
            context.steps += met.count - frontier.lowerBound
            frontier = frontier.upperBound..<met.count
        }
    }

    /// The relationships of a shortest way from the start; nil where none was found.
    func way(to node: Int32) -> [Int32]? {
        guard let length = length(to: node) else { return nil }
        var way = [Int32](repeating: 0, count: length)
        var here = node
        for place in way.indices.reversed() {
            way[place] = relationships[Int(here)]
            here = before[Int(here)]
        }
        return way
    }

    /// As `way`, their number alone.
    func length(to node: Int32) -> Int? {
        guard before.indices.contains(Int(node)), before[Int(node)] >= 0 else { return nil }
        var (length, here) = (0, node)
        while before[Int(here)] != here { (length, here) = (length + 1, before[Int(here)]) }
        return length
    }
}
