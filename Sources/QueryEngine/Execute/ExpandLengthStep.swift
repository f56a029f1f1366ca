import PropertyGraph

/// From a bound node along several relationships, none walked twice but in a WALK: depth first, so that
/// memory holds one path at a time.
struct ExpandLengthStep: RowStep {
    private let expand: ExpandLength
    private let walk: Walk
    private let context: ExecutionContext
    private let candidates: WalkCandidates
    private let filter: NodeFilter
    private let forest: ForestWalk?

    struct State: RowwiseState {
        let batch: Batch
        /// Where the walk is along a forest, which it then is from the first row to the last.
        var forest: ForestWalk.State?
        var row = 0
        /// Of the row, once it has begun.
        var search: Search?
        /// The memory of the row before.
        var spare: Search?

        var isDone: Bool { forest?.isDone ?? (row >= batch.count) }
    }

    /// The state of one row's search.
    struct Search {
        var wanted: Int32?
        /// Walked by the rest of the pattern.
        var earlier: Set<Int32> = []
        var properties: [Value] = []
        /// The whole list where it is bound.
        var given: [Int32]?
        var path: [Int32] = []
        /// What the path has beyond its first relationships, which are looked through one by one.
        var deep: Set<Int32> = []
        /// What is still to be tried, that of each depth behind that of the one before, and where each depth begins.
        var pending = WalkCandidates.Found()
        var depths: [Int] = []
        var startPending: Int32?

        static let shallow = 32

        var isDone: Bool { depths.isEmpty && startPending == nil }

        func hasWalked(_ relationship: Int32) -> Bool {
            if path.count <= Self.shallow ? path.contains(relationship) : path[..<Self.shallow].contains(relationship) { return true }
            return !earlier.isEmpty && earlier.contains(relationship) || !deep.isEmpty && deep.contains(relationship)
        }

        mutating func push(_ relationship: Int32) {
            if path.count >= Self.shallow { deep.insert(relationship) }
            path.append(relationship)
        }

        mutating func pop() {
            guard let last = path.popLast() else { return }
            if path.count >= Self.shallow { deep.remove(last) }
        }
    }

    /// What has been found for a batch that is still being filled.
    private struct Found {
        var rows: [Int] = []
        var lists = WalkLists()
        var lengths: [Int] = []
        var nodes: [Int32] = []
    }

    /// Steps between two looks at the limits.
    private static let portion = 4096

    init(_ expand: ExpandLength, _ context: ExecutionContext) {
        self.expand = expand
        self.context = context
        walk = Walk(context.graph, types: expand.step.types, direction: expand.step.direction)
        candidates = WalkCandidates(walk, properties: expand.properties, conditions: expand.conditions, context)
        filter = NodeFilter(expand.step.test, context.graph)
        forest = ForestWalk(expand, walk, context)
    }

    func begin(_ batch: Batch) throws(EvaluationError) -> State { State(batch: batch, forest: try forest?.begin(batch, walk)) }

    func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        if let forest, state.forest != nil { return try state.forest?.advance(along: forest) }
        var found = Found()
        var work = 0
        while !state.isDone, found.rows.count < context.rowsAtOnce, work < Self.portion {
            if state.search == nil { state.search = try search(&state) }
            work += 1
            if state.search != nil { try run(&state.search!, state.batch, state.row, &found, &work) }
            if state.search?.isDone ?? true {
                if state.search != nil { swap(&state.search, &state.spare) }
                state.search = nil
                state.row += 1
            }
        }
        context.steps += work
        guard !found.rows.isEmpty else { return nil }
        var out = state.batch.gather(found.rows, keeping: expand.step.kept)
        if expand.bindsList { out.columns[expand.step.relationship] = found.lists.vector }
        if let length = expand.length { out.columns[length] = .integers(found.lengths) }
        if !expand.step.toBound { out.columns[expand.step.to] = .nodes(found.nodes) }
        return out
    }

    private func search(_ state: inout State) throws(EvaluationError) -> Search? {
        let (batch, row) = (state.batch, state.row)
        let start = try walk.node(of: batch[expand.step.from], at: row, expand.step.fromPlace)
        guard start >= 0 else { return nil }
        if expand.listBound, batch[expand.step.relationship].value(at: row).isNull { return nil }
        var earlier: Set<Int32> = []
        for slot in expand.step.differentFrom { earlier.formUnion(try batch[slot].relationships(at: row)) }
        var search = Search()
        // One holder at a time: its memory is filled again.
        if state.spare != nil {
            search = state.spare!
            state.spare = nil
        }
        search.wanted = expand.step.toBound ? try walk.node(of: batch[expand.step.to], at: row, expand.step.toPlace) : nil
        search.earlier = earlier
        search.properties = try candidates.wanted(batch, at: row)
        search.given = expand.listBound ? try batch[expand.step.relationship].relationships(at: row) : nil
        search.startPending = expand.range.lower == 0 ? start : nil
        if expand.range.upper != 0 { try descend(to: start, &search, batch, row) }
        return search
    }

    /// Puts what leads on from the node up for trying, the first to be taken last in the row of memory.
    private func descend(to node: Int32, _ search: inout Search, _ batch: Batch, _ row: Int) throws(EvaluationError) {
        let start = search.pending.count
        search.depths.append(start)
        candidates.add(from: node, search.properties, to: &search.pending)
        try candidates.settle(from: start, batch, row, &search.pending)
        search.pending.relationships[start...].reverse()
        search.pending.nodes[start...].reverse()
    }

    /// Goes on with the search until the batch is full, the portion of work is done or the search is.
    private func run(
        _ search: inout Search, _ batch: Batch, _ row: Int, _ found: inout Found, _ work: inout Int
    ) throws(EvaluationError) {
        if let start = search.startPending {
            search.startPending = nil
            emit(start, search, row, &found)
        }
        while let start = search.depths.last, found.rows.count < context.rowsAtOnce, work < Self.portion {
            work += 1
            guard search.pending.count > start else {
                search.depths.removeLast()
                search.pop()
                continue
            }
            let (relationship, node) = (search.pending.relationships.removeLast(), search.pending.nodes.removeLast())
            search.pending.origins.removeLast()
            if !expand.mayRepeat, search.hasWalked(relationship) { continue }
            let depth = search.depths.count
            search.push(relationship)
            if depth >= expand.range.lower { emit(node, search, row, &found) }
            if depth < expand.range.upper ?? .max {
                let before = search.pending.count
                try descend(to: node, &search, batch, row)
                work += search.pending.count - before
            } else {
                search.pop()
            }
        }
    }

    private func emit(_ node: Int32, _ search: Search, _ row: Int, _ found: inout Found) {
        if let wanted = search.wanted, wanted != node { return }
        guard filter.admits(node) else { return }
        if expand.bindsList {
            if let given = search.given, !given.elementsEqual(expand.reversed ? search.path.reversed() : search.path) { return }
            found.lists.append(search.path, reversed: expand.reversed)
        }
        found.rows.append(row)
        if expand.length != nil { found.lengths.append(search.path.count) }
        found.nodes.append(node)
    }
}
