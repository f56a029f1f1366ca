import Diagnostics
import PropertyGraph

/// Makes of each batch another one, or none, out of itself alone.
final class BatchOperator: Operator {
    private let input: any Operator
    private let context: ExecutionContext
    private let body: (Batch) throws(EvaluationError) -> Batch?

    init(_ input: any Operator, _ context: ExecutionContext, _ body: @escaping (Batch) throws(EvaluationError) -> Batch?) {
        (self.input, self.context, self.body) = (input, context, body)
    }

    func next() throws(EvaluationError) -> Batch? {
        while let batch = try input.next() {
            try context.check()
            if let out = try body(batch) { return out }
        }
        return nil
    }
}

extension Evaluator {
    /// The rows for which the term is true; null drops a row.
    func filtered(_ batch: Batch, by term: Term) throws(EvaluationError) -> Batch? {
        batch.keeping(try truths(of: term, batch, by: "WHERE"))
    }

    /// The rows for which the subquery has a row, or for which it has none.
    func filtered(_ batch: Batch, by subplan: Subplan, anti: Bool) throws(EvaluationError) -> Batch? {
        let found = try found(subplan, batch)
        return batch.keeping(found.indices.filter { found[$0] != anti })
    }

    /// The rows with further slots, each computed from what came in.
    func extended(_ batch: Batch, by items: [ProjectedItem]) throws(EvaluationError) -> Batch {
        var extended = batch
        for item in items { extended.columns[item.slot] = try evaluate(item.term, batch) }
        return extended
    }
}

/// The branches one after the other, their outputs under common slots.
final class UnionOperator: Operator {
    private let branches: [(operator: any Operator, outputs: [Slot])]
    private let slots: [Slot]
    private var current = 0

    init(_ branches: [(any Operator, [Slot])], into slots: [Slot]) {
        self.branches = branches.map { (operator: $0.0, outputs: $0.1) }
        self.slots = slots
    }

    func next() throws(EvaluationError) -> Batch? {
        while current < branches.count {
            if let batch = try branches[current].operator.next() {
                var out = Batch(count: batch.count, slots: batch.columns.count)
                out.weights = batch.weights
                for (slot, output) in zip(slots, branches[current].outputs) { out.columns[slot] = batch[output] }
                return out
            }
            current += 1
        }
        return nil
    }
}

final class SkipOperator: Operator {
    private let input: any Operator
    private let count: Term
    private let evaluator: Evaluator
    private var left: Int?

    init(_ input: any Operator, _ count: Term, _ context: ExecutionContext) {
        self.input = input
        self.count = count
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        if left == nil { left = try evaluator.count(count, "SKIP") }
        while let batch = try input.next() {
            if left == 0 { return batch }
            let dropped = min(left!, batch.count)
            left! -= dropped
            if dropped < batch.count { return batch.slice(dropped..<batch.count) }
        }
        return nil
    }
}

final class LimitOperator: Operator {
    private let input: any Operator
    private let count: Term
    private let evaluator: Evaluator
    private var left: Int?
    /// What comes before writes, and is to write all there is whatever the limit.
    private let drains: Bool

    init(_ input: any Operator, _ count: Term, drains: Bool, _ context: ExecutionContext) {
        self.drains = drains
        self.input = input
        self.count = count
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        if left == nil { left = try evaluator.count(count, "LIMIT") }
        guard left! > 0 else {
            if drains { while try input.next() != nil {} }
            return nil
        }
        guard let batch = try input.next() else { return nil }
        let taken = min(left!, batch.count)
        left! -= taken
        return taken == batch.count ? batch : batch.slice(0..<taken)
    }
}
