import PropertyGraph

/// Each row with what the inner plan makes of it; a row that it makes nothing of comes once, with nulls.
final class OptionalOperator: Operator {
    private let input: any Operator
    private let inner: Plan
    private let row: Slot
    private let introduced: [Slot]
    private let context: ExecutionContext
    private(set) var held = 0

    init(_ input: any Operator, inner: Plan, row: Slot, introduced: [Slot], _ context: ExecutionContext) {
        self.input = input
        self.inner = inner
        self.row = row
        self.introduced = introduced
        self.context = context
    }

    func next() throws(EvaluationError) -> Batch? {
        guard let batch = try input.next() else { return nil }
        try context.check()
        let found = Batch.joined(try inner.start(context, argument: batch).all(Holding(context)))
        held = max(held, batch.bytes + (found?.bytes ?? 0))
        let rows = found?.numbers(row) ?? []
        var isFound = [Bool](repeating: false, count: batch.count)
        for row in rows { isFound[row] = true }
        let missing = isFound.indices.filter { !isFound[$0] }
        if missing.isEmpty { return found }

        var empty = batch.gather(missing)
        for slot in introduced { empty.columns[slot] = .constant(.null) }
        guard let found else { return empty }
        return merged(found, rows, empty, missing)
    }

    /// In the order of the input rows; both parts are in that order already.
    private func merged(_ found: Batch, _ rows: [Int], _ empty: Batch, _ missing: [Int]) -> Batch {
        var order: [Int] = []
        order.reserveCapacity(found.count + empty.count)
        var next = 0
        for (index, row) in rows.enumerated() {
            while next < missing.count, missing[next] < row {
                order.append(found.count + next)
                next += 1
            }
            order.append(index)
        }
        while next < missing.count {
            order.append(found.count + next)
            next += 1
        }
        var both = Batch(count: order.count, slots: found.columns.count)
        if found.weights != nil || empty.weights != nil {
            let all = (found.weights ?? [Int](repeating: 1, count: found.count))
                + (empty.weights ?? [Int](repeating: 1, count: empty.count))
            both.weights = order.map { all[$0] }
        }
        for slot in found.columns.indices where found.columns[slot] != nil || empty.columns[slot] != nil {
            both.columns[slot] = Vector.joined([(found[slot], found.count), (empty[slot], empty.count)]).gather(order)
        }
        return both
    }
}
