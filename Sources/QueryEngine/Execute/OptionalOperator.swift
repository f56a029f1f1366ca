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
        var missing = Set(0..<batch.count)
        if let found { for index in 0..<found.count { missing.remove(rowNumber(found, index)) } }
        guard !missing.isEmpty || found == nil else { return found }

        var empty = batch.gather(missing.sorted())
        for slot in introduced { empty.columns[slot] = .constant(.null) }
        guard let found else { return empty }
        return merged(found, empty, missing.sorted())
    }

    private func rowNumber(_ batch: Batch, _ index: Int) -> Int {
        guard case .integer(let number) = batch[row].value(at: index) else { return index }
        return number
    }

    /// In the order of the input rows; both parts are in that order already.
    private func merged(_ found: Batch, _ empty: Batch, _ missing: [Int]) -> Batch {
        var order: [Int] = []
        var next = 0
        for index in 0..<found.count {
            let number = rowNumber(found, index)
            while next < missing.count, missing[next] < number {
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
