import CypherSyntax
import PropertyGraph

/// From a bound node to each node within the range of steps, once: breadth first, so that a node is met by one of its shortest
/// ways. With a least length of 0 or 1 a shortest way to another node walks no relationship twice. The way back to the start
/// is another matter where relationships are walked either way: see `Closing`.
struct ReachStep: RowStep {
    private let expand: ExpandLength
    private let walk: Walk
    private let context: ExecutionContext
    private let candidates: WalkCandidates
    private let filter: NodeFilter
    private let forest: ForestWalk?
    /// By node, the last search of the run that met it, at which depth, and by which relationship that search left the start.
    private var metBy: [Int32]
    private var depths: [Int32]
    private var branches: [Int32]
    private var searches: Int32 = 0
    private var found = WalkCandidates.Found()

    /// Found for a row and not yet given.
    struct Waiting {
        var nodes: [Int32] = []
        var lengths: [Int32] = []
        var given = 0
    }

    struct State: RowwiseState {
        let batch: Batch
        /// Where the walk is along a forest, which it then is from the first row to the last.
        var forest: ForestWalk.State?
        var row = 0
        /// nil before the row has been searched.
        var waiting: Waiting?

        var isDone: Bool { forest?.isDone ?? (row >= batch.count) }
    }

    var held: Int { (metBy.count + depths.count + branches.count) * MemoryLayout<Int32>.stride }

    init(_ expand: ExpandLength, _ context: ExecutionContext) {
        self.expand = expand
        self.context = context
        walk = Walk(context.graph, types: expand.step.types, direction: expand.step.direction)
        candidates = WalkCandidates(walk, properties: expand.properties, conditions: expand.conditions, context)
        filter = NodeFilter(expand.step.test, context.graph)
        forest = ForestWalk(expand, walk, context)
        metBy = [Int32](repeating: 0, count: forest == nil ? context.graph.nodeEnd : 0)
        let closes = expand.step.direction == .either && expand.range.lower == 1
        depths = [Int32](repeating: 0, count: closes ? metBy.count : 0)
        branches = depths
    }

    func begin(_ batch: Batch) throws(EvaluationError) -> State { State(batch: batch, forest: try forest?.begin(batch, walk)) }

    mutating func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        if let forest, state.forest != nil { return try state.forest?.advance(along: forest) }
        var rows: [Int] = []
        var nodes: [Int32] = []
        var lengths: [Int] = []
        while !state.isDone, rows.count < context.rowsAtOnce {
            if state.waiting == nil { state.waiting = try search(state.batch, state.row) }
            let waiting = state.waiting!
            let end = min(waiting.nodes.count, waiting.given + context.rowsAtOnce - rows.count)
            nodes += waiting.nodes[waiting.given..<end]
            if expand.length != nil { lengths += waiting.lengths[waiting.given..<end].lazy.map { Int($0) } }
            rows += repeatElement(state.row, count: end - waiting.given)
            state.waiting!.given = end
            guard end == waiting.nodes.count else { break }
            state.waiting = nil
            state.row += 1
        }
        guard !rows.isEmpty else { return nil }
        var out = state.batch.gather(rows, keeping: expand.step.kept)
        if !expand.step.toBound { out.columns[expand.step.to] = .nodes(nodes) }
        if let length = expand.length { out.columns[length] = .integers(lengths) }
        return out
    }

    private mutating func search(_ batch: Batch, _ row: Int) throws(EvaluationError) -> Waiting {
        try context.check()
        var waiting = Waiting()
        let start = try walk.node(of: batch[expand.step.from], at: row, expand.step.fromPlace)
        guard start >= 0 else { return waiting }
        let wanted = expand.step.toBound ? try walk.node(of: batch[expand.step.to], at: row, expand.step.toPlace) : nil
        if let wanted, wanted < 0 { return waiting }
        let properties = try candidates.wanted(batch, at: row)
        searches += 1
        var closing = Closing(start: start, isWanted: !depths.isEmpty)
        func take(_ node: Int32, _ length: Int) {
            if let wanted, wanted != node { return }
            guard filter.admits(node) else { return }
            waiting.nodes.append(node)
            waiting.lengths.append(Int32(truncatingIfNeeded: length))
        }
        if expand.range.lower == 0 || closing.isWanted { metBy[Int(start)] = searches }
        if expand.range.lower == 0 { take(start, 0) }
        var frontier = [start]
        var depth = 0
        while !frontier.isEmpty, depth < expand.range.upper ?? .max, wanted == nil || waiting.nodes.isEmpty {
            depth += 1
            var next: [Int32] = []
            var place = 0
            while place < frontier.count {
                try context.check()
                let part = frontier[place..<min(frontier.count, place + 512)]
                place += part.count
                found.removeAll()
                for (index, node) in part.enumerated() { candidates.add(from: node, origin: Int32(truncatingIfNeeded: index), properties, to: &found) }
                try candidates.settle(from: 0, batch, row, &found)
                context.steps += part.count + found.count
                for index in 0..<found.count {
                    let (node, relationship) = (found.nodes[index], found.relationships[index])
                    let origin = part[part.startIndex + Int(found.origins[index])]
                    if metBy[Int(node)] != searches {
                        metBy[Int(node)] = searches
                        next.append(node)
                        take(node, depth)
                        guard closing.isWanted else { continue }
                        depths[Int(node)] = Int32(truncatingIfNeeded: depth)
                        branches[Int(node)] = depth == 1 ? relationship : branches[Int(origin)]
                    } else if closing.isWanted {
                        closing.meet(node, along: relationship, from: origin, depth, depths, branches)
                    }
                }
            }
            if let length = closing.length, length <= depth { close(&closing, take) }
            frontier = next
        }
        if let length = closing.length, length <= expand.range.upper ?? .max { close(&closing, take) }
        return waiting
    }

    private func close(_ closing: inout Closing, _ take: (Int32, Int) -> Void) {
        if closing.isWanted, let length = closing.length { take(closing.start, length) }
        closing.isWanted = false
        closing.length = nil
    }
}

/// The shortest way from the start back to it that walks no relationship twice, where they are walked either way. The search
/// is a tree; the relationship by which it left the start names the branch of a node. The shortest cycle through the start
/// has one relationship that joins two branches, or a branch with the start, and else lies in the tree.
private struct Closing {
    let start: Int32
    /// Still looked for.
    var isWanted: Bool
    /// The least so far.
    var length: Int?

    /// A relationship from a node of the depth before leads to one that has been met.
    mutating func meet(_ node: Int32, along relationship: Int32, from origin: Int32, _ depth: Int, _ depths: [Int32], _ branches: [Int32]) {
        let found: Int
        if node == start {
            // A loop, or a second relationship back.
            if origin != start, branches[Int(origin)] == relationship { return }
            found = depth
        } else if origin == start {
            // A second relationship to a neighbour.
            found = 2
        } else if branches[Int(node)] != branches[Int(origin)] {
            found = depth + Int(depths[Int(node)])
        } else {
            return
        }
        length = min(length ?? .max, found)
    }
}
