import PropertyGraph

/// Each input row with each node that passes.
struct ScanStep: RowStep {
    private let scan: Scan
    private let context: ExecutionContext
    /// Of node ids.
    private let runs: [Range<Int>]
    private let nodeCount: Int
    /// Is notified of every node that is done with; nil unless this is the scan that is followed.
    private var progress: Progress?
    private var hasBegun = false
    private var done = 0

    struct State: RowwiseState {
        let batch: Batch
        var row = 0
        var run = 0
        /// Into the run.
        var offset = 0
    }

    var isEmpty: Bool { runs.isEmpty }

    init(_ scan: Scan, _ context: ExecutionContext) {
        self.scan = scan
        self.context = context
        runs = scan.oncePerTable ? Self.tables(scan.test, context.graph) : scan.runs(in: context.graph)
        nodeCount = runs.reduce(0) { $0 + $1.count }
    }

    /// Runs of nodes that have the same labels: tables, and what was written by itself.
    private static func tables(_ test: NodeTest, _ graph: Graph) -> [Range<Int>] {
        let filter = NodeFilter(test, graph)
        var runs: [Range<Int>] = []
        graph.forEachRun(where: filter.holds) { run in
            if graph.isUntouched(Int32(truncatingIfNeeded: run.lowerBound)) { runs.append(run) } else { runs += run.map { $0..<$0 + 1 } }
        }
        return runs
    }

    func begin(_ batch: Batch) -> State { State(batch: batch) }

    mutating func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        follow(state.batch.count)
        // What was given before has been worked on by now.
        progress?.reach(done)
        if scan.gives != .rows {
            state.row = state.batch.count
            return try counted(state.batch)
        }
        let size = context.rowsAtOnce
        let keepsRow = state.batch.weights != nil || state.batch.columns.contains { $0 != nil }
        var rows: [Int] = []
        var nodes: [Int32] = []
        while !state.isDone, nodes.count < size {
            let from = runs[state.run].lowerBound + state.offset
            let to = min(runs[state.run].upperBound, from + size - nodes.count)
            nodes += [Int32](count: to - from) { Int32(truncatingIfNeeded: from + $0) }
            if keepsRow { rows += repeatElement(state.row, count: to - from) }
            state.offset += to - from
            guard to == runs[state.run].upperBound else { break }
            (state.run, state.offset) = (state.run + 1, 0)
            if state.run == runs.count { (state.row, state.run) = (state.row + 1, 0) }
        }
        done += nodes.count
        var out = keepsRow ? state.batch.gather(rows) : Batch(count: nodes.count, slots: state.batch.columns.count)
        out.columns[scan.node] = .nodes(nodes)
        return out
    }

    /// Progress is that of the first scan that has rows to go over.
    private mutating func follow(_ rows: Int) {
        if hasBegun { return }
        hasBegun = true
        if let all = context.progress, all.follow(total: rows * nodeCount) { progress = all }
    }

    private func counted(_ batch: Batch) throws(EvaluationError) -> Batch {
        var (out, counts) = (batch, [nodeCount])
        if scan.oncePerTable {
            out = batch.gather((0..<batch.count).flatMap { [Int](repeating: $0, count: runs.count) })
            out.columns[scan.node] = .nodes((0..<batch.count).flatMap { _ in runs.map { Int32(truncatingIfNeeded: $0.lowerBound) } })
            counts = runs.map(\.count)
        }
        if scan.gives == .weights { try out.multiplyWeights(by: (0..<batch.count).flatMap { _ in counts }) }
        return out
    }
}

extension Scan {
    /// The nodes that it goes over.
    func runs(in graph: Graph) -> [Range<Int>] {
        if let portion { return portion }
        let runs = NodeFilter(test, graph).runs()
        guard let onward, let sides = Walk(graph, types: onward.types, direction: onward.direction).sides else { return runs }
        let (first, end) = (sides.map(\.adjacency.nodes.lowerBound).min() ?? 0, sides.map(\.adjacency.nodes.upperBound).max() ?? 0)
        return runs.map { $0.clamped(to: first..<end) }.filter { !$0.isEmpty }
    }
}
