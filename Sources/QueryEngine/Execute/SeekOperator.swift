import PropertyGraph

/// Each input row with each node that passes and has the row's value, or one of its values, as a property.
final class SeekOperator: Operator {
    private let input: any Operator
    private let scan: Scan
    private let key: KeyTest
    private let evaluator: Evaluator
    /// Known once the input has begun, for a clause before may write.
    private var filter: NodeFilter?
    private var batch: Batch?
    private var values = Vector.constant(.null)
    private var row = 0
    /// Of a constant value.
    private var known: [Int32]?

    init(_ input: any Operator, _ scan: Scan, _ key: KeyTest, _ context: ExecutionContext) {
        self.input = input
        self.scan = scan
        self.key = key
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            if batch == nil {
                batch = try input.next()
                row = 0
                guard let batch else { return nil }
                try evaluator.context.check()
                let graph = evaluator.context.graph
                if filter == nil {
                    let filter = NodeFilter(scan.test, graph)
                    if filter.isEmpty || graph.keys.number(of: key.key) == nil { return nil }
                    self.filter = filter
                }
                values = try evaluator.evaluate(key.value, batch)
            }
            let batch = batch!
            var rows: [Int] = []
            var nodes: [Int32] = []
            while row < batch.count, rows.count < evaluator.context.rowsAtOnce {
                let found = try matches(at: row)
                nodes += found
                rows += repeatElement(row, count: found.count)
                row += 1
            }
            if row == batch.count { self.batch = nil }
            guard !rows.isEmpty else { continue }
            var out = batch.gather(rows)
            out.columns[scan.node] = .nodes(nodes)
            return out
        }
    }

    private func matches(at row: Int) throws(EvaluationError) -> [Int32] {
        if case .constant(let value) = values {
            if known == nil { known = try seek(value) }
            return known!
        }
        return try seek(values.value(at: row))
    }

    private func seek(_ value: Value) throws(EvaluationError) -> [Int32] {
        let (graph, filter) = (evaluator.context.graph, filter!)
        let number = graph.keys.number(of: key.key)!
        guard key.isList else { return graph.nodes(where: filter.holds, key: number, equals: value) }
        switch value {
        case .null: return []
        case .list(let items):
            var found: Set<Int32> = []
            for item in items { found.formUnion(graph.nodes(where: filter.holds, key: number, equals: item)) }
            return found.sorted()
        default:
            throw .wrongType(value, "a list", "IN").placed(at: key.place)
        }
    }
}
