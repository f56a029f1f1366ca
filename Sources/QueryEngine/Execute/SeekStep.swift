import PropertyGraph

/// Each input row with each node that passes and has the row's value, or one of its values, as a property.
struct SeekStep: RowStep {
    private let scan: Scan
    private let key: KeyTest
    private let evaluator: Evaluator
    private let filter: NodeFilter
    /// nil where the graph has no such key.
    private let number: Int?

    struct State: RowwiseState {
        let batch: Batch
        let values: Vector
        var row = 0
        /// The nodes of a value that is the same for all rows of the batch.
        var common: [Int32]?
    }

    var place: Place { key.place }
    var isEmpty: Bool { number == nil || filter.isEmpty }

    init(_ scan: Scan, _ key: KeyTest, _ context: ExecutionContext) {
        self.scan = scan
        self.key = key
        evaluator = Evaluator(context)
        filter = NodeFilter(scan.test, context.graph)
        number = context.graph.keys.number(of: key.key)
    }

    func begin(_ batch: Batch) throws(EvaluationError) -> State {
        State(batch: batch, values: try evaluator.evaluate(key.value, batch))
    }

    func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        var rows: [Int] = []
        var nodes: [Int32] = []
        while !state.isDone, rows.count < evaluator.context.rowsAtOnce {
            let found = try matches(&state)
            nodes += found
            rows += repeatElement(state.row, count: found.count)
            state.row += 1
            evaluator.context.steps += 1
        }
        guard !rows.isEmpty else { return nil }
        var out = state.batch.gather(rows)
        out.columns[scan.node] = .nodes(nodes)
        return out
    }

    private func matches(_ state: inout State) throws(EvaluationError) -> [Int32] {
        guard case .constant(let value) = state.values else { return try seek(state.values.value(at: state.row)) }
        if let known = state.common { return known }
        let found = try seek(value)
        state.common = found
        return found
    }

    private func seek(_ value: Value) throws(EvaluationError) -> [Int32] {
        guard let number else { return [] }
        let graph = evaluator.context.graph
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
