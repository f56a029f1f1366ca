import PropertyGraph

/// Each row with what the inner plan makes of it; a row that it makes nothing of comes once, with nulls.
final class OptionalOperator: Operator {
    private let input: any Operator
    private let inner: Plan
    private let row: Slot
    private let introduced: [Slot]
    private let context: ExecutionContext
    private(set) var held = 0
    /// The rows at work, what the inner plan makes of them, and how many of them nothing more has to be given for.
    private var current: (rows: Batch, found: any Operator, given: Int)?

    init(_ input: any Operator, inner: Plan, row: Slot, introduced: [Slot], _ context: ExecutionContext) {
        self.input = input
        self.inner = inner
        self.row = row
        self.introduced = introduced
        self.context = context
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            try context.check()
            if current == nil {
                guard let batch = try input.next() else { return nil }
                current = (batch, inner.start(context, argument: batch), 0)
            }
            guard let (batch, found, given) = current else { return nil }
            if let part = try found.next() {
                held = max(held, batch.bytes + part.bytes)
                // Rows come in their order, though those of one may be divided.
                let rows = part.numbers(row)
                let end = max(given, rows[rows.count - 1] + 1)
                current?.given = end
                let missing = batch.rows(given..<end, without: rows)
                return missing.isEmpty ? part : Batch.merged(part, rows, empty(batch, missing), missing).batch
            }
            current = nil
            if given < batch.count { return empty(batch, Array(given..<batch.count)) }
        }
    }

    private func empty(_ batch: Batch, _ rows: [Int]) -> Batch {
        var empty = batch.gather(rows)
        for slot in introduced { empty.columns[slot] = .constant(.null) }
        return empty
    }
}

extension Batch {
    /// Those of the range but these.
    func rows(_ range: Range<Int>, without others: [Int]) -> [Int] {
        var isLeft = [Bool](repeating: true, count: range.count)
        for row in others where row >= range.lowerBound { isLeft[row - range.lowerBound] = false }
        return range.filter { isLeft[$0 - range.lowerBound] }
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
