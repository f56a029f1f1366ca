import PropertyGraph

/// From a bound node to each node within the range of steps, once: breadth first, so that a node is met
/// by one of its shortest ways. With a least length of 0 or 1 a shortest way walks no relationship twice.
struct ReachStep: RowStep {
    private let expand: ExpandLength
    private let walk: Walk
    private let context: ExecutionContext
    private let demand: RelationshipDemand
    /// By node, the last search of the run that met it.
    private var metBy: [Int32]
    private var searches: Int32 = 0

    struct State: RowwiseState {
        let batch: Batch
        var row = 0
        /// Found for `row` and not yet given; nil before the row has been searched.
        var waiting: ArraySlice<Int32>?
    }

    var held: Int { metBy.count * MemoryLayout<Int32>.stride }

    init(_ expand: ExpandLength, _ context: ExecutionContext) {
        self.expand = expand
        self.context = context
        walk = Walk(context.graph, types: expand.step.types, direction: expand.step.direction)
        demand = RelationshipDemand(expand.properties, context)
        metBy = [Int32](repeating: 0, count: context.graph.nodeEnd)
    }


    func begin(_ batch: Batch) -> State { State(batch: batch) }

    mutating func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        var rows: [Int] = []
        var nodes: [Int32] = []
        while !state.isDone, rows.count < context.rowsAtOnce {
            if state.waiting == nil { state.waiting = try search(state.batch, state.row) }
            let waiting = state.waiting!
            let taken = waiting.prefix(context.rowsAtOnce - rows.count)
            nodes += taken
            rows += repeatElement(state.row, count: taken.count)
            state.waiting = waiting.dropFirst(taken.count)
            guard taken.count == waiting.count else { break }
            state.waiting = nil
            state.row += 1
        }
        guard !rows.isEmpty else { return nil }
        var out = state.batch.gather(rows)
        if !expand.step.toBound { out.columns[expand.step.to] = .nodes(nodes) }
        return out
    }

    private mutating func search(_ batch: Batch, _ row: Int) throws(EvaluationError) -> ArraySlice<Int32> {
        try context.check()
        let start = try walk.node(of: batch[expand.step.from], at: row, expand.step.fromPlace)
        guard start >= 0 else { return [] }
        let wanted = expand.step.toBound ? try walk.node(of: batch[expand.step.to], at: row, expand.step.toPlace) : nil
        if let wanted, wanted < 0 { return [] }
        let properties = try demand.wanted(batch, at: row)
        searches += 1
        var found: [Int32] = []
        var frontier = [start]
        if expand.range.lower == 0 {
            metBy[Int(start)] = searches
            found.append(start)
        }
        var depth = 0
        while !frontier.isEmpty, depth < expand.range.upper ?? .max {
            if let wanted, metBy[Int(wanted)] == searches { break }
            depth += 1
            var next: [Int32] = []
            for (place, node) in frontier.enumerated() {
                if place % 1024 == 1023 { try context.check() }
                walk.forEach(from: node) { relationship, neighbour in
                    guard metBy[Int(neighbour)] != searches, demand.admits(relationship, properties) else { return }
                    metBy[Int(neighbour)] = searches
                    next.append(neighbour)
                }
            }
            context.steps += frontier.count + next.count
            found += next
            frontier = next
        }
        guard let wanted else { return found[...] }
        return metBy[Int(wanted)] == searches ? [wanted] : []
    }
}
