import PropertyGraph

/// Each input row with each node that passes.
final class ScanOperator: Operator {
    private let input: any Operator
    private let scan: Scan
    private let context: ExecutionContext
    /// Runs of node ids; known once the input has begun, for a clause before may write.
    private var runs: [Range<Int>]?
    private var batch: Batch?
    private var row = 0
    private var run = 0
    private var offset = 0
    /// Told of every node that is done with; nil unless this is the scan that is followed.
    private var progress: Progress?
    private var done = 0

    init(_ input: any Operator, _ scan: Scan, _ context: ExecutionContext) {
        self.input = input
        self.scan = scan
        self.context = context
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            if batch == nil {
                batch = try input.next()
                (row, run, offset) = (0, 0, 0)
            }
            guard let batch else { return nil }
            try context.check()
            if runs == nil {
                let found = NodeFilter(scan.test, context.graph).runs()
                runs = found
                let total = batch.count * found.reduce(0) { $0 + $1.count }
                if let all = context.progress, total > 0, all.follow(total: total) { progress = all }
            }
            let runs = runs!
            // What was given before has been worked on by now.
            progress?.reach(done)
            guard !runs.isEmpty else { return nil }
            if scan.gives != .rows {
                self.batch = nil
                return try counted(batch, runs)
            }
            var rows: [Int] = []
            var nodes: [Int32] = []
            while row < batch.count, nodes.count < context.rowsAtOnce {
                let from = runs[run].lowerBound + offset
                let to = min(runs[run].upperBound, from + context.rowsAtOnce - nodes.count)
                for index in from..<to { nodes.append(Int32(index)) }
                rows += repeatElement(row, count: to - from)
                offset += to - from
                guard to == runs[run].upperBound else { break }
                (run, offset) = (run + 1, 0)
                if run == runs.count { (row, run) = (row + 1, 0) }
            }
            if row == batch.count { self.batch = nil }
            guard !nodes.isEmpty else { continue }
            done += nodes.count
            var out = batch.gather(rows)
            out.columns[scan.node] = .nodes(nodes)
            return out
        }
    }

    private func counted(_ batch: Batch, _ runs: [Range<Int>]) throws(EvaluationError) -> Batch {
        guard scan.gives == .weights else { return batch }
        var out = batch
        let nodes = runs.reduce(0) { $0 + $1.count }
        try out.multiplyWeights(by: [Int](repeating: nodes, count: batch.count))
        return out
    }
}
