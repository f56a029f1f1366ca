import Diagnostics
import PropertyGraph

/// Keeps the rows for which the term is true; null drops a row.
final class FilterOperator: Operator {
    private let input: any Operator
    private let term: Term
    private let evaluator: Evaluator

    init(_ input: any Operator, _ term: Term, _ context: ExecutionContext) {
        self.input = input
        self.term = term
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while let batch = try input.next() {
            try evaluator.context.check()
            let kept = try evaluator.truths(of: term, batch, by: "WHERE")
            if kept.count == batch.count { return batch }
            if !kept.isEmpty { return batch.gather(kept) }
        }
        return nil
    }
}

/// Keeps the rows for which a subquery has a row, or for which it has none.
final class SemiOperator: Operator {
    private let input: any Operator
    private let subplan: Subplan
    private let anti: Bool
    private let evaluator: Evaluator

    init(_ input: any Operator, _ subplan: Subplan, anti: Bool, _ context: ExecutionContext) {
        self.input = input
        self.subplan = subplan
        self.anti = anti
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        while let batch = try input.next() {
            try evaluator.context.check()
            let found = try evaluator.found(subplan, batch)
            let kept = found.indices.filter { found[$0] != anti }
            if kept.count == batch.count { return batch }
            if !kept.isEmpty { return batch.gather(kept) }
        }
        return nil
    }
}

/// Computes further slots.
final class ExtendOperator: Operator {
    private let input: any Operator
    private let items: [ProjectedItem]
    private let evaluator: Evaluator

    init(_ input: any Operator, _ items: [ProjectedItem], _ context: ExecutionContext) {
        self.input = input
        self.items = items
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        guard let batch = try input.next() else { return nil }
        try evaluator.context.check()
        var extended = batch
        for item in items { extended.columns[item.slot] = try evaluator.evaluate(item.term, batch) }
        return extended
    }
}

/// Forgets all slots but some.
final class NarrowOperator: Operator {
    private let input: any Operator
    private let slots: [Slot]

    init(_ input: any Operator, _ slots: [Slot]) {
        self.input = input
        self.slots = slots
    }

    func next() throws(EvaluationError) -> Batch? {
        guard let batch = try input.next() else { return nil }
        var narrowed = Batch(count: batch.count, slots: batch.columns.count)
        narrowed.weights = batch.weights
        for slot in slots { narrowed.columns[slot] = batch.columns[slot] }
        return narrowed
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
