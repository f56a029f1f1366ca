import PropertyGraph

/// Walks along a forest: there is one way at most between two nodes, so that no walk has to remember what it has walked, and each
/// end comes once from each start. Nodes and lengths come by the batch; where nothing reads them, rows are only counted.
struct ForestWalk {
    private let expand: ExpandLength
    private let side: WalkSide
    private let filter: NodeFilter
    private let context: ExecutionContext

    /// A node that the walk has come to and not yet gone on from.
    fileprivate struct Visit {
        var node: Int32
        var depth: Int
    }

    struct State: RowState {
        fileprivate let batch: Batch
        /// -1 where no walk begins.
        fileprivate let starts: [Int32]
        /// The end of each row, where it is bound; -1 for none.
        fileprivate let wanted: [Int32]?
        /// Relationships that may not be walked.
        fileprivate let earlier: [[Int32]]
        /// The row that is walked from, and the next one.
        fileprivate var row = 0
        fileprivate var next = 0
        fileprivate var pending: [Visit] = []
        /// Where ends are only counted, those of a row so far.
        fileprivate var owner = 0
        fileprivate var count = 0

        var isDone: Bool { pending.isEmpty && count == 0 && next >= starts.count }

        mutating func advance(along walk: ForestWalk) throws(EvaluationError) -> Batch? {
            walk.expand.step.gives == .rows ? walk.rows(&self) : try walk.counted(&self)
        }
    }

    /// Steps between two looks at the limits.
    private static let portion = 1 << 16

    /// nil where the relationships are no forest, or more is asked of them than to be walked.
    init?(_ expand: ExpandLength, _ walk: Walk, _ context: ExecutionContext) {
        guard expand.asksEndsAlone, let forest = walk.forest else { return nil }
        self.expand = expand
        side = forest.side
        filter = NodeFilter(expand.step.test, context.graph)
        self.context = context
    }

    /// nil where relationships that were walked before are in lists.
    func begin(_ batch: Batch, _ walk: Walk) throws(EvaluationError) -> State? {
        let step = expand.step
        var earlier: [[Int32]] = []
        for slot in step.differentFrom {
            guard case .relationships(let ids) = batch[slot] else { return nil }
            earlier.append(ids)
        }
        func nodes(_ slot: Slot, _ place: Place) throws(EvaluationError) -> [Int32] {
            var nodes: [Int32] = []
            nodes.reserveCapacity(batch.count)
            let vector = batch[slot]
            for row in 0..<batch.count { nodes.append(try walk.node(of: vector, at: row, place)) }
            return nodes
        }
        return State(
            batch: batch, starts: try nodes(step.from, step.fromPlace), wanted: step.toBound ? try nodes(step.to, step.toPlace) : nil, earlier: earlier)
    }

    private func rows(_ state: inout State) -> Batch? {
        let size = context.rowsAtOnce
        var (rows, nodes, lengths) = ([Int](), [Int32](), [Int]())
        rows.reserveCapacity(size)
        nodes.reserveCapacity(size)
        let keepsLength = expand.length != nil
        visit(&state, firstOnly: false) { row, visit in
            rows.append(row)
            nodes.append(visit.node)
            if keepsLength { lengths.append(visit.depth) }
            return rows.count < size
        }
        guard !rows.isEmpty else { return nil }
        var out = state.batch.gather(rows, keeping: expand.step.kept)
        if let length = expand.length { out.columns[length] = .integers(lengths) }
        if !expand.step.toBound { out.columns[expand.step.to] = .nodes(nodes) }
        return out
    }

    /// Each row that has an end once, with the number of its ends where they count.
    private func counted(_ state: inout State) throws(EvaluationError) -> Batch? {
        var (rows, counts, owner, count) = ([Int](), [Int](), state.owner, state.count)
        func finish() {
            if count == 0 { return }
            rows.append(owner)
            counts.append(count)
            count = 0
        }
        visit(&state, firstOnly: expand.step.gives == .set) { row, _ in
            if row != owner { finish() }
            (owner, count) = (row, count + 1)
            return true
        }
        // Further ends of the row may come in the next portion.
        if state.pending.isEmpty || owner != state.row { finish() }
        (state.owner, state.count) = (owner, count)
        guard !rows.isEmpty else { return nil }
        var out = rows.count == state.batch.count ? state.batch : state.batch.gather(rows, keeping: expand.step.kept)
        if expand.step.gives == .weights { try out.multiplyWeights(by: counts) }
        return out
    }

    /// Calls `take` with each end and its row, until it answers false or a portion of work is done.
    @inline(__always)
    private func visit(_ state: inout State, firstOnly: Bool, _ take: (_ row: Int, Visit) -> Bool) {
        let (lower, upper) = (expand.range.lower, expand.range.upper ?? .max)
        let isFree = filter.admitsAll(side.neighbours) && (lower > 0 || filter.admitsAll)
        let (adjacency, first) = (side.adjacency, Int32(side.firstRelationship))
        let neighbours = adjacency.neighbours.elements
        var work = 0
        while work < Self.portion {
            guard let visit = state.pending.popLast() else {
                guard state.next < state.starts.count else { break }
                (state.row, state.next, work) = (state.next, state.next + 1, work + 1)
                let start = state.starts[state.row]
                if start >= 0, state.wanted?[state.row] ?? 0 >= 0 { state.pending.append(Visit(node: start, depth: 0)) }
                continue
            }
            work += 1
            if visit.depth < upper {
                for position in adjacency.positions(of: Int(visit.node)).reversed() {
                    work += 1
                    if !state.earlier.isEmpty {
                        let relationship = first + Int32(truncatingIfNeeded: adjacency.row(at: position))
                        if state.earlier.contains(where: { $0[state.row] == relationship }) { continue }
                    }
                    state.pending.append(Visit(node: neighbours[position], depth: visit.depth + 1))
                }
            }
            guard visit.depth >= lower, isFree || filter.admits(visit.node) else { continue }
            if let wanted = state.wanted, wanted[state.row] != visit.node { continue }
            // There is no other way to it.
            if firstOnly || state.wanted != nil { state.pending.removeAll(keepingCapacity: true) }
            if !take(state.row, visit) { break }
        }
        context.steps += work
    }
}

extension ExpandLength {
    /// Nothing is asked of the relationships, and of their list at most how long it is.
    var asksEndsAlone: Bool { !bindsList && !listBound && properties.isEmpty && conditions.isEmpty }
}
