import Diagnostics
import PropertyGraph

/// A row for each element of the list; none for null; a value that is no list is an element.
final class UnwindOperator: Operator {
    private let input: any Operator
    private let plan: Unwinding
    private let evaluator: Evaluator
    private var batch: Batch?
    private var lists: Vector = .constant(.null)
    private var row = 0
    private var offset = 0

    init(_ input: any Operator, _ plan: Unwinding, _ context: ExecutionContext) {
        self.input = input
        self.plan = plan
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            try evaluator.context.check()
            if batch == nil {
                batch = try input.next()
                (row, offset) = (0, 0)
                if let batch { lists = try evaluator.evaluate(plan.list, batch) }
            }
            guard let batch else { return nil }
            var rows: [Int] = []
            var elements: [Value] = []
            var places: [Int] = []
            while row < batch.count, elements.count < Batch.size {
                take(&rows, &elements, &places)
            }
            if row == batch.count { self.batch = nil }
            guard !rows.isEmpty else { continue }
            var out = batch.gather(rows)
            out.columns[plan.element] = .values(elements)
            if let place = plan.place { out.columns[place.slot] = .integers(places.map { $0 + place.first }) }
            return out
        }
    }

    /// As many elements of the row's list as there is room for.
    private func take(_ rows: inout [Int], _ elements: inout [Value], _ places: inout [Int]) {
        switch lists.value(at: row) {
        case .null: break
        case .list(let items):
            let end = min(items.count, offset + Batch.size - elements.count)
            elements += items[offset..<end]
            rows += repeatElement(row, count: end - offset)
            if plan.place != nil { places += offset..<end }
            offset = end
            if end < items.count { return }
        case let single:
            elements.append(single)
            rows.append(row)
            if plan.place != nil { places.append(0) }
        }
        (row, offset) = (row + 1, 0)
    }
}
