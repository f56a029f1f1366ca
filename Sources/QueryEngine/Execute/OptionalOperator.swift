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
        let found = Batch.joined(try inner.start(context, argument: batch).all(MemoryReservation(context)))
        held = max(held, batch.bytes + (found?.bytes ?? 0))
        let rows = found?.numbers(row) ?? []
        let missing = batch.rows(without: rows)
        if missing.isEmpty { return found }

        var empty = batch.gather(missing)
        for slot in introduced { empty.columns[slot] = .constant(.null) }
        return Batch.merged(found, rows, empty, missing).batch
    }
}

extension Batch {
    /// All rows but these.
    func rows(without others: [Int]) -> [Int] {
        var isLeft = [Bool](repeating: true, count: count)
        for row in others { isLeft[row] = false }
        return isLeft.indices.filter { isLeft[$0] }
    }

    /// Rows of two parts by their numbers, which ascend in each; `order` has the place of each row in `found`, and those of `others` after them.
    static func merged(_ found: Batch?, _ rows: [Int], _ others: Batch, _ numbers: [Int]) -> (batch: Batch, order: [Int]) {
        guard let found, let all = Batch.joined([found, others]) else { return (others, Array(numbers.indices)) }
        var order: [Int] = []
        order.reserveCapacity(all.count)
        var next = 0
        for (index, row) in rows.enumerated() {
            while next < numbers.count, numbers[next] < row {
                order.append(found.count + next)
                next += 1
            }
            order.append(index)
        }
        order += found.count + next..<all.count
        return (all.gather(order), order)
    }
}
