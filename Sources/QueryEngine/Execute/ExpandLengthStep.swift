import PropertyGraph

/// From a bound node along several relationships, none walked twice but in a WALK: depth first, so that
/// memory holds one path at a time.
struct ExpandLengthStep: RowStep {
    private let expand: ExpandLength
    private let walk: Walk
    private let context: ExecutionContext
    private let demand: RelationshipDemand

    struct State: RowwiseState {
        let batch: Batch
        var row = 0
        /// Of the row, once it has begun.
        var search: Search?
    }

    /// The state of one row's search.
    struct Search {
        var wanted: Int32?
        var walked: Set<Int32>
        var properties: [Value]
        /// The whole list where it is bound.
        var given: [Int32]?
        var path: [Int32] = []
        /// Per depth, what is still to be tried from there.
        var stack: [[(relationship: Int32, node: Int32)]]
        var startPending: Int32?

        var isDone: Bool { stack.isEmpty && startPending == nil }
    }

    /// What has been found for a batch that is still being filled.
    private struct Found {
        var rows: [Int] = []
        var lists: [Value] = []
        var nodes: [Int32] = []
    }

    /// Steps between two looks at the limits.
    private static let portion = 4096

    init(_ expand: ExpandLength, _ context: ExecutionContext) {
        self.expand = expand
        self.context = context
        walk = Walk(context.graph, types: expand.step.types, direction: expand.step.direction)
        demand = RelationshipDemand(expand.properties, context)
    }


    func begin(_ batch: Batch) -> State { State(batch: batch) }

    func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        var found = Found()
        var work = 0
        while !state.isDone, found.rows.count < context.rowsAtOnce, work < Self.portion {
            if state.search == nil { state.search = try search(state.batch, state.row) }
            work += 1
            if state.search != nil { try run(&state.search!, state.row, &found, &work) }
            if state.search?.isDone ?? true {
                state.search = nil
                state.row += 1
            }
        }
        context.steps += work
        guard !found.rows.isEmpty else { return nil }
        var out = state.batch.gather(found.rows)
        out.columns[expand.step.relationship] = .values(found.lists)
        if !expand.step.toBound { out.columns[expand.step.to] = .nodes(found.nodes) }
        return out
    }

    private func search(_ batch: Batch, _ row: Int) throws(EvaluationError) -> Search? {
        let start = try walk.node(of: batch[expand.step.from], at: row, expand.step.fromPlace)
        guard start >= 0 else { return nil }
        if expand.listBound, batch[expand.step.relationship].value(at: row).isNull { return nil }
        var walked: Set<Int32> = []
        for slot in expand.step.differentFrom { walked.formUnion(try batch[slot].relationships(at: row)) }
        let properties = try demand.wanted(batch, at: row)
        return Search(
            wanted: expand.step.toBound ? try walk.node(of: batch[expand.step.to], at: row, expand.step.toPlace) : nil, walked: walked,
            properties: properties,
            given: expand.listBound ? try batch[expand.step.relationship].relationships(at: row) : nil,
            stack: expand.range.upper == 0 ? [] : [candidates(from: start, properties)],
            startPending: expand.range.lower == 0 ? start : nil)
    }

    private func candidates(from node: Int32, _ properties: [Value]) -> [(relationship: Int32, node: Int32)] {
        var found: [(relationship: Int32, node: Int32)] = []
        walk.forEach(from: node) { relationship, neighbour in
            if demand.admits(relationship, properties) { found.append((relationship, neighbour)) }
        }
        // Taken from the end, so that the first comes first.
        found.reverse()
        return found
    }

    /// Goes on with the search until the batch is full, the portion of work is done or the search is.
    private func run(_ search: inout Search, _ row: Int, _ found: inout Found, _ work: inout Int) throws(EvaluationError) {
        func emit(_ node: Int32, _ search: Search) {
            if let wanted = search.wanted, wanted != node { return }
            let path = expand.reversed ? Array(search.path.reversed()) : search.path
            if let given = search.given, given != path { return }
            found.rows.append(row)
            found.lists.append(.list(path.map { .relationship(RelationshipID($0)) }))
            found.nodes.append(node)
        }
        if let start = search.startPending {
            search.startPending = nil
            emit(start, search)
        }
        while !search.stack.isEmpty, found.rows.count < context.rowsAtOnce, work < Self.portion {
            work += 1
            let depth = search.stack.count
            guard let candidate = search.stack[depth - 1].popLast() else {
                search.stack.removeLast()
                if let last = search.path.popLast() { search.walked.remove(last) }
                continue
            }
            guard expand.mayRepeat || search.walked.insert(candidate.relationship).inserted else { continue }
            search.path.append(candidate.relationship)
            if depth >= expand.range.lower { emit(candidate.node, search) }
            if depth < expand.range.upper ?? .max {
                search.stack.append(candidates(from: candidate.node, search.properties))
                work += search.stack[depth].count
            } else {
                search.walked.remove(search.path.removeLast())
            }
        }
    }
}
