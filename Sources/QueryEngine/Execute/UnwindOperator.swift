import Diagnostics
import PropertyGraph

/// A row for each element of the list; none for null; a value that is no list is an element.
final class UnwindOperator: Operator {
    private let input: any Operator
    private let plan: Unwinding
    private let evaluator: Evaluator
    private var batch: Batch?
    private var lists: Vector = .constant(.null)
    /// In place of lists, the arguments of a range(), whose numbers come as they are wanted.
    private let rangeArguments: [Term]?
    private var bounds: [Vector] = []
    private var row = 0
    private var offset = 0

    init(_ input: any Operator, _ plan: Unwinding, _ context: ExecutionContext) {
        self.input = input
        self.plan = plan
        rangeArguments = plan.list.rangeArguments
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            try evaluator.context.check()
            if batch == nil {
                batch = try input.next()
                (row, offset) = (0, 0)
                if let batch { try evaluate(batch) }
            }
            guard let batch else { return nil }
            var rows: [Int] = []
            var places: [Int] = []
            let elements = rangeArguments == nil ? elements(of: batch, &rows, &places) : try numbers(of: batch, &rows, &places)
            if row == batch.count { self.batch = nil }
            guard !rows.isEmpty else { continue }
            var out = batch.gather(rows)
            out.columns[plan.element] = elements
            if let place = plan.place { out.columns[place.slot] = .integers(places.map { $0 + place.first }) }
            return out
        }
    }

    private func evaluate(_ batch: Batch) throws(EvaluationError) {
        guard let rangeArguments else { return lists = try evaluator.evaluate(plan.list, batch) }
        bounds = []
        for argument in rangeArguments { bounds.append(try evaluator.evaluate(argument, batch)) }
    }

    private func elements(of batch: Batch, _ rows: inout [Int], _ places: inout [Int]) -> Vector {
        var elements: [Value] = []
        while row < batch.count, elements.count < evaluator.context.rowsAtOnce { take(&rows, &elements, &places) }
        return .values(elements)
    }

    private func numbers(of batch: Batch, _ rows: inout [Int], _ places: inout [Int]) throws(EvaluationError) -> Vector {
        var numbers: [Int] = []
        while row < batch.count, numbers.count < evaluator.context.rowsAtOnce {
            let arguments = bounds.map { $0.value(at: row) }
            var range: IntegerRange?
            if !arguments.contains(where: \.isNull) {
                do { range = try IntegerRange(arguments) } catch { throw error.placed(at: plan.list) }
            }
            let end = min(range?.count ?? 0, offset + evaluator.context.rowsAtOnce - numbers.count)
            if let range { numbers += (offset..<end).map { range[$0] } }
            rows += repeatElement(row, count: end - offset)
            if plan.place != nil { places += offset..<end }
            offset = end
            if end == range?.count ?? 0 { (row, offset) = (row + 1, 0) }
        }
        return .integers(numbers)
    }

    /// As many elements of the row's list as there is room for.
    private func take(_ rows: inout [Int], _ elements: inout [Value], _ places: inout [Int]) {
        switch lists.value(at: row) {
        case .null: break
        case .list(let items):
            let end = min(items.count, offset + evaluator.context.rowsAtOnce - elements.count)
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

extension Term {
    /// Of a call of range().
    fileprivate var rangeArguments: [Term]? {
        guard case .call(let function, let arguments) = kind, FunctionTable[function].name == "range" else { return nil }
        return arguments
    }
}
