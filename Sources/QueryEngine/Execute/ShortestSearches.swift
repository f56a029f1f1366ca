import PropertyGraph

/// One shortest way for each of many rows. A search for one pair of nodes from both ends touches a small part of the graph, a tree from a node
/// all of it; but rows that begin at the same node share the tree.
struct ShortestSearches {
    private let walks: (forward: Walk, backward: Walk)
    private let context: ExecutionContext
    private var meeting: MeetingSearch?
    /// The last one, with which the next rows may go on; and whether it began at an end.
    private var tree: (tree: ShortestTree, isFromEnd: Bool)?

    struct Pair {
        var row: Int
        var start: Int32
        var end: Int32
    }

    var bytes: Int { (meeting?.bytes ?? 0) + (tree?.tree.bytes ?? 0) }

    init(forward: Walk, backward: Walk, _ context: ExecutionContext) {
        walks = (forward, backward)
        self.context = context
    }

    /// Calls `body` with the number of each pair's row and the relationships of its way, where there is one of at most that number. The two nodes of
    /// a pair are different ones.
    mutating func ways(between pairs: [Pair], atMost limit: Int, _ body: (_ row: Int, _ way: [Int32]) -> Void) throws(EvaluationError) {
        guard !pairs.isEmpty else { return }
        let isFromEnd = Set(pairs.lazy.map(\.end)).count < Set(pairs.lazy.map(\.start)).count
        for (root, pairs) in Dictionary(grouping: pairs, by: { isFromEnd ? $0.end : $0.start }) {
            let left = try meet(pairs, root, isFromEnd, atMost: limit, body)
            guard !left.isEmpty else { continue }
            try grow(from: root, isFromEnd, to: left.map { isFromEnd ? $0.start : $0.end }, atMost: limit)
            for pair in left {
                guard let way = tree?.tree.way(to: isFromEnd ? pair.start : pair.end) else { continue }
                body(pair.row, isFromEnd ? way.reversed() : way)
            }
        }
    }

    /// From both ends, until that has taken as long as a tree would. The pairs that are left.
    private mutating func meet(
        _ pairs: [Pair], _ root: Int32, _ isFromEnd: Bool, atMost limit: Int, _ body: (Int, [Int32]) -> Void
    ) throws(EvaluationError) -> ArraySlice<Pair> {
        if let tree, tree.isFromEnd == isFromEnd, tree.tree.start == root { return pairs[...] }
        var search = meeting ?? MeetingSearch(forward: walks.forward, backward: walks.backward, context)
        // Held once, or it would be copied.
        meeting = nil
        defer { meeting = search }
        let most = search.work + walks.forward.relationshipCount + context.graph.nodeEnd
        for (index, pair) in pairs.enumerated() {
            if search.work > most { return pairs[index...] }
            if let way = try search.way(from: pair.start, to: pair.end, atMost: limit) { body(pair.row, way) }
        }
        return []
    }

    private mutating func grow(from root: Int32, _ isFromEnd: Bool, to targets: [Int32]?, atMost limit: Int) throws(EvaluationError) {
        var grown = tree.flatMap { $0.isFromEnd == isFromEnd ? $0.tree : nil } ?? ShortestTree(isFromEnd ? walks.backward : walks.forward, context)
        tree = nil
        defer { tree = (grown, isFromEnd) }
        try grown.search(from: root, to: targets, atMost: limit)
    }

    /// A tree of the shortest ways from the node to all others within the limit, or from all others to it.
    mutating func tree(from root: Int32, isFromEnd: Bool, atMost limit: Int) throws(EvaluationError) -> ShortestTree? {
        try grow(from: root, isFromEnd, to: nil, atMost: limit)
        return tree?.tree
    }
}
