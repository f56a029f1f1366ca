import PropertyGraph

/// Each input row with each node that has the labels.
final class ScanOperator: Operator {
    private let input: any Operator
    private let node: Slot
    private let ranges: [Range<Int>]
    private let context: ExecutionContext
    private var batch: Batch?
    private var row = 0
    private var range = 0
    private var offset = 0

    init(_ input: any Operator, node: Slot, labels: [String], _ context: ExecutionContext) {
        self.input = input
        self.node = node
        self.context = context
        let numbers = labels.map { context.graph.labels.number(of: $0) }
        ranges = numbers.contains(nil)
            ? [] : context.graph.nodeTables(withLabels: numbers.compactMap { $0 }).map(\.range)
    }

    func next() throws(EvaluationError) -> Batch? {
        guard !ranges.isEmpty else { return nil }
        try context.check()
        var rows: [Int] = []
        var nodes: [Int32] = []
        while true {
            guard let batch else {
                guard let next = try input.next() else { return nil }
                batch = next
                (row, range, offset) = (0, 0, 0)
                continue
            }
            while row < batch.count, nodes.count < Batch.size {
                let from = ranges[range].lowerBound + offset
                let to = min(ranges[range].upperBound, from + Batch.size - nodes.count)
                for index in from..<to { nodes.append(Int32(index)) }
                rows += repeatElement(row, count: to - from)
                offset += to - from
                guard to == ranges[range].upperBound else { break }
                (range, offset) = (range + 1, 0)
                if range == ranges.count { (row, range) = (row + 1, 0) }
            }
            let exhausted = row == batch.count
            if nodes.isEmpty {
                self.batch = nil
                continue
            }
            var out = batch.gather(rows)
            out.columns[node] = .nodes(nodes)
            if exhausted { self.batch = nil }
            return out
        }
    }
}
