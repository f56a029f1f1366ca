import Diagnostics
import PropertyGraph

/// A row for each element of the list; none for null; a value that is no list is an element.
final class UnwindOperator: Operator {
    private let input: any Operator
    private let list: Term
    private let slot: Slot
    private let evaluator: Evaluator
    private var batch: Batch?
    private var lists: Vector = .constant(.null)
    private var row = 0
    private var offset = 0

    init(_ input: any Operator, _ list: Term, _ slot: Slot, _ context: ExecutionContext) {
        self.input = input
        self.list = list
        self.slot = slot
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            try evaluator.context.check()
            if batch == nil {
                batch = try input.next()
                (row, offset) = (0, 0)
                if let batch { lists = try evaluator.evaluate(list, batch) }
            }
            guard let batch else { return nil }
            var rows: [Int] = []
            var elements: [Value] = []
            while row < batch.count, elements.count < Batch.size {
                take(&rows, &elements)
            }
            if row == batch.count { self.batch = nil }
            guard !rows.isEmpty else { continue }
            var out = batch.gather(rows)
            out.columns[slot] = .values(elements)
            return out
        }
    }

    /// As many elements of the row's list as there is room for.
    private func take(_ rows: inout [Int], _ elements: inout [Value]) {
        switch lists.value(at: row) {
        case .null: break
        case .list(let items):
            let end = min(items.count, offset + Batch.size - elements.count)
            elements += items[offset..<end]
            rows += repeatElement(row, count: end - offset)
            offset = end
            if end < items.count { return }
        case let single:
            elements.append(single)
            rows.append(row)
        }
        (row, offset) = (row + 1, 0)
    }
}
