import PropertyGraph

/// Tests the properties of each walked relationship.
struct RelationshipPropertyTest {
    private let items: [Term.MapItem]
    private let keys: [Int?]
    private let evaluator: Evaluator

    init(_ items: [Term.MapItem], _ context: ExecutionContext) {
        self.items = items
        keys = items.map { context.graph.keys.number(of: $0.key) }
        evaluator = Evaluator(context)
    }

    /// The values for each row, one vector per item.
    func wanted(_ rows: Batch) throws(EvaluationError) -> [Vector] {
        var vectors: [Vector] = []
        for item in items { vectors.append(try evaluator.evaluate(item.value, rows)) }
        return vectors
    }

    /// The values for one row.
    func wanted(_ batch: Batch, at row: Int) throws(EvaluationError) -> [Value] {
        items.isEmpty ? [] : try wanted(batch.slice(row..<row + 1)).map { $0.value(at: 0) }
    }

    func admits(_ relationship: Int32, _ values: [Value]) -> Bool {
        for (key, wanted) in zip(keys, values) {
            guard let key, Value.equals(evaluator.context.graph.property(key, of: RelationshipID(relationship)), wanted) == true
            else { return false }
        }
        return true
    }
}
