import PropertyGraph

/// One search for the shortest ways from a node to many others.
struct ShortestTree {
    private let walk: Walk
    private let context: ExecutionContext
    /// By node, the relationship that the search came by and the node before it; -1 where it has not come.
    private var relationships: [Int32]
    private var before: [Int32]

    init(_ walk: Walk, _ context: ExecutionContext) {
        self.walk = walk
        self.context = context
        relationships = [Int32](repeating: -1, count: context.graph.nodeEnd)
        before = relationships
    }

    /// Continues until all targets are met, or no path of at most that number of relationships is left. The start is not a target.
    mutating func search(from start: Int32, to wanted: Set<Int32>, atMost limit: Int) throws(EvaluationError) {
        // Of another graph.
        guard before.indices.contains(Int(start)) else { return }
        before[Int(start)] = start
        var frontier = [start]
        var (depth, missing) = (0, wanted.count)
        while !frontier.isEmpty, depth < limit, missing > 0 {
            depth += 1
            var next: [Int32] = []
            for (place, node) in frontier.enumerated() {
                if place % 1024 == 0 { try context.check() }
                walk.forEach(from: node) { relationship, neighbour in
                    guard before[Int(neighbour)] < 0 else { return }
                    before[Int(neighbour)] = node
                    relationships[Int(neighbour)] = relationship
                    next.append(neighbour)
                    if wanted.contains(neighbour) { missing -= 1 }
                }
            }
            context.steps += frontier.count + next.count
            frontier = next
        }
    }

    /// The relationships of a shortest way from the start, with the node that each leads to; nil where none was found.
    func way(to node: Int32) -> [(relationship: Int32, node: Int32)]? {
        guard before.indices.contains(Int(node)), before[Int(node)] >= 0 else { return nil }
        var way: [(relationship: Int32, node: Int32)] = []
        var here = node
        while before[Int(here)] != here {
            way.append((relationships[Int(here)], here))
            here = before[Int(here)]
        }
        return way.reversed()
    }
}
