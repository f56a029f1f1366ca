import PropertyGraph

/// Each input row with each node that passes and has the row's value, or one of its values, as a property.
struct SeekStep: RowStep {
    private let scan: Scan
    private let key: KeyTest
    private let evaluator: Evaluator
    private let filter: NodeFilter
    /// nil where the graph has no such key, and for what is computed.
    private let number: Int?
    /// Where the rows become many, the nodes are put into a table by hash in place of looking them up one by one.
    private let tables: KeyTables
    private var table: KeyTable?

    struct State: RowwiseState {
        let batch: Batch
        let values: Vector
        /// What else is looked for, by the number of the property.
        let narrower: [(number: Int?, values: Vector)]
        var row = 0
        /// The nodes of a value that is the same for all rows of the batch.
        var common: [Int32]?
        /// Of a join by hash, the group of each row.
        var groups: [Int32]?

        /// Whether the rows look for different values.
        var isVaried: Bool { if case .constant = values { false } else { batch.count > 1 } }
    }

    var isEmpty: Bool { number == nil && key.property != nil || filter.isEmpty }
    var held: Int { table?.bytes ?? 0 }

    init(_ scan: Scan, _ key: KeyTest, _ context: ExecutionContext) {
        self.scan = scan
        self.key = key
        evaluator = Evaluator(context)
        filter = NodeFilter(scan.test, context.graph)
        number = key.property.flatMap(context.graph.keys.number)
        // What the statement writes changes what would be in a table.
        tables = context.graph.hasNoWrites ? context.keyTables : KeyTables(context.setting.memory)
    }

    func begin(_ batch: Batch) throws(EvaluationError) -> State {
        var narrower: [(number: Int?, values: Vector)] = []
        for key in batch.count < scan.narrowerFrom ? [] : scan.narrower {
            // A fault in the value is the filter's to find.
            guard let values = try? evaluator.evaluate(key.value, batch) else { continue }
            narrower.append((key.property.flatMap(evaluator.context.graph.keys.number), values))
        }
        return State(batch: batch, values: try evaluator.evaluate(key.value, batch), narrower: narrower)
    }

    mutating func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        if state.row == 0, !key.isList, state.isVaried || key.property == nil { try prepareTable(state) }
        // A batch of few rows may look for fewer properties than the table has.
        if let table, table.width == 1 || state.narrower.count == scan.narrower.count { return joined(&state) }
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

    /// Whether a table of the nodes costs less than to look them up row by row: a node in it takes about a sixteenth of a lookup by
    /// one property, and one by several of them takes longer.
    static func joinsByHash(rows: Int, nodes: Int, keys: Int = 1) -> Bool { rows > 4 && nodes <= (keys > 1 ? 128 : 16) * rows }

    private mutating func prepareTable(_ state: State) throws(EvaluationError) {
        guard table == nil else { return }
        // Narrower keys are looked for only where all batches have them.
        let isNarrowed = state.narrower.allSatisfy { $0.number != nil } && state.narrower.count == scan.narrower.count
        let join = KeyTables.Join(node: scan.node, test: scan.test, keys: [key.asked] + (isNarrowed ? scan.narrower.map(\.asked) : []))
        let (filter, evaluator, isComputed) = (filter, evaluator, key.property == nil)
        // What is computed is not looked up one by one.
        let rows = isComputed ? max(5, filter.count) : max(state.batch.count, evaluator.context.rowsAhead)
        table = try tables.table(join, rows: rows, isFull: state.batch.count >= evaluator.context.rowsAtOnce, nodes: filter.count) { () throws(EvaluationError) in
            try KeyTable(filter.runs(), join, evaluator)
        }
    }

    private mutating func joined(_ state: inout State) -> Batch? {
        let keys = [state.values] + state.narrower.map(\.values)
        if state.groups == nil { state.groups = table!.groups(of: Array(keys.prefix(table!.width)), count: state.batch.count) }
        let (rows, nodes) = table!.nodes(of: state.groups!, from: &state.row, atLeast: evaluator.context.rowsAtOnce)
        evaluator.context.steps += rows.count + 1
        guard !rows.isEmpty else { return nil }
        var out = state.batch.gather(rows)
        out.columns[scan.node] = .nodes(nodes)
        return out
    }

    private func matches(_ state: inout State) throws(EvaluationError) -> [Int32] {
        guard state.narrower.isEmpty else { return fewest(state) }
        guard case .constant(let value) = state.values else { return try seek(state.values.value(at: state.row)) }
        if let known = state.common { return known }
        let found = try seek(value)
        state.common = found
        return found
    }

    /// The nodes with all the values, looked up by that property of which the fewest have it.
    private func fewest(_ state: State) -> [Int32] {
        guard let number else { return [] }
        let graph = evaluator.context.graph
        let value = state.values.value(at: state.row)
        var limit = 16
        while limit < graph.nodeEnd {
            if let found = graph.nodes(where: filter.holds, key: number, equals: value, limit: limit) { return found }
            for (other, values) in state.narrower {
                // What nothing has equals nothing.
                guard let other else { return [] }
                guard let found = graph.nodes(where: filter.holds, key: other, equals: values.value(at: state.row), limit: limit) else { continue }
                return found.filter { Value.equals(graph.property(number, of: NodeID($0)), value) == true }
            }
            limit *= 8
        }
        return graph.nodes(where: filter.holds, key: number, equals: value)
    }

    private func seek(_ value: Value) throws(EvaluationError) -> [Int32] {
        guard let number else { return [] }
        let graph = evaluator.context.graph
        guard key.isList else { return graph.nodes(where: filter.holds, key: number, equals: value) }
        switch value {
        case .null: return []
        case .list(let items):
            let lists = items.map { graph.nodes(where: filter.holds, key: number, equals: $0) }
            // Ascending, each once: of many by a place for each node of the graph.
            if lists.reduce(0, { $0 + $1.count }) < graph.nodeEnd / 32 { return lists.reduce(into: Set<Int32>()) { $0.formUnion($1) }.sorted() }
            var isFound = [Bool](repeating: false, count: graph.nodeEnd)
            for list in lists { for node in list { isFound[Int(node)] = true } }
            return [Int](placesBelow: isFound.count) { isFound[$0] }.map { Int32($0) }
        default:
            throw .wrongType(value, "a list", "IN").placed(at: key.place)
        }
    }
}
