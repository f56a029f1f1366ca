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

    /// The values for one row.
    func wanted(_ batch: Batch, at row: Int) throws(EvaluationError) -> [Value] {
        if items.isEmpty { return [] }
        let rows = batch.slice(row..<row + 1)
        var values: [Value] = []
        for item in items { values.append(try evaluator.evaluate(item.value, rows).value(at: 0)) }
        return values
    }

    func admits(_ relationship: Int32, _ values: [Value]) -> Bool {
        for (key, wanted) in zip(keys, values) {
            guard let key, Value.equals(evaluator.context.graph.property(key, of: RelationshipID(relationship)), wanted) == true
            else { return false }
        }
        return true
    }
}
