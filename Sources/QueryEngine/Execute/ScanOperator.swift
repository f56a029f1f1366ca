import PropertyGraph

/// Each input row with each node that has the labels.
final class ScanOperator: Operator {
    private let input: any Operator
    private let node: Slot
    private let labels: [String]
    private let context: ExecutionContext
    /// Runs of node ids; known once the input has begun, for a clause before may write.
    private var runs: [Range<Int>]?
    private var batch: Batch?
    private var row = 0
    private var run = 0
    private var offset = 0

    init(_ input: any Operator, node: Slot, labels: [String], _ context: ExecutionContext) {
        self.input = input
        self.node = node
        self.labels = labels
        self.context = context
    }

    private func findRuns() -> [Range<Int>] {
        let numbers = labels.map { context.graph.labels.number(of: $0) }
        guard !numbers.contains(nil) else { return [] }
        var runs: [Range<Int>] = []
        context.graph.forEachRun(withLabels: numbers.compactMap { $0 }) { runs.append($0) }
        return runs
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            if batch == nil {
                batch = try input.next()
                (row, run, offset) = (0, 0, 0)
            }
            guard let batch else { return nil }
            try context.check()
            if runs == nil { runs = findRuns() }
            let runs = runs!
            guard !runs.isEmpty else { return nil }
            var rows: [Int] = []
            var nodes: [Int32] = []
            while row < batch.count, nodes.count < Batch.size {
                let from = runs[run].lowerBound + offset
                let to = min(runs[run].upperBound, from + Batch.size - nodes.count)
                for index in from..<to { nodes.append(Int32(index)) }
                rows += repeatElement(row, count: to - from)
                offset += to - from
                guard to == runs[run].upperBound else { break }
                (run, offset) = (run + 1, 0)
                if run == runs.count { (row, run) = (row + 1, 0) }
            }
            if row == batch.count { self.batch = nil }
            guard !nodes.isEmpty else { continue }
            var out = batch.gather(rows)
            out.columns[node] = .nodes(nodes)
            return out
        }
    }
}
