import Diagnostics
import PropertyGraph

// MARK: - reduce()

extension Evaluator {
    /// What a step of reduce() does to the accumulator. A step that adds to its end does so in place, so that n steps
    /// take time linear in n.
    private indirect enum Step {
        /// The accumulator as it is.
        case keep
        /// What the inner step gives, with the value of the term added to its end.
        case add(to: Step, ArithmeticOperator, Term, whole: Term)
        case cases([(when: Term, then: Step)], otherwise: Step?)
        /// Anything else is computed anew.
        case compute(Term)

        var isInPlace: Bool {
            if case .compute = self { false } else { true }
        }
    }

    private func step(_ term: Term, _ accumulator: Slot) -> Step {
        switch term.kind {
        case .slot(accumulator): return .keep
        case .arithmetic(let op, let left, let right)
        where [.add, .concatenate].contains(op) && !reads([right]).contains(accumulator):
            let inner = step(left, accumulator)
            return inner.isInPlace ? .add(to: inner, op, right, whole: term) : .compute(term)
        case .cases(nil, let branches, let otherwise):
            let steps = branches.map { (when: $0.when, then: step($0.then, accumulator)) }
            let last = otherwise.map { step($0, accumulator) }
            guard steps.contains(where: \.then.isInPlace) || last?.isInPlace == true else { return .compute(term) }
            return .cases(steps, otherwise: last)
        default: return .compute(term)
        }
    }

    /// Step by step over all rows at once: first all first elements, then all second ones …
    func reduce(
        _ accumulator: Slot, _ initial: Term, _ slot: Slot, _ list: Term, _ term: Term, _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        let lists = try lists(list, batch, "IN")
        var results = try evaluate(initial, batch).values(count: batch.count)
        let step = step(term, accumulator)
        let keep = reads([term]).subtracting([accumulator, slot])
        var rows = Array(0..<batch.count)
        for place in 0..<(lists.map { $0?.count ?? 0 }.max() ?? 0) {
            rows = rows.filter { (lists[$0]?.count ?? 0) > place }
            try context.setting.check(steps: rows.count)
            var inner = batch.gather(rows, keeping: keep)
            inner.columns[slot] = .values(rows.map { lists[$0]?[place] ?? .null })
            try run(step, accumulator, &results, rows, inner)
        }
        for row in 0..<batch.count where lists[row] == nil { results[row] = .null }
        return .values(results)
    }

    /// - Parameters:
    ///   - results: the accumulators, of which those at `rows` are changed.
    ///   - inner: a row for each of `rows`, without the accumulator: it may be referenced only once.
    private func run(
        _ step: Step, _ accumulator: Slot, _ results: inout [Value], _ rows: [Int], _ inner: Batch
    ) throws(EvaluationError) {
        switch step {
        case .keep: return
        case .add(let base, let op, let term, let whole):
            try run(base, accumulator, &results, rows, inner)
            let added = try evaluate(term, inner)
            for (index, row) in rows.enumerated() {
                do throws(EvaluationError) { try add(added.value(at: index), to: &results[row], op) } catch { throw error.placed(at: whole) }
            }
        case .cases(let branches, let otherwise):
            var (rows, inner) = (rows, inner)
            for branch in branches {
                let holds = try truths(of: branch.when, with(accumulator, results, rows, inner), by: "CASE WHEN")
                if holds.count == rows.count { return try run(branch.then, accumulator, &results, rows, inner) }
                if holds.isEmpty { continue }
                try run(branch.then, accumulator, &results, holds.map { rows[$0] }, inner.gather(holds))
                let taken = Set(holds)
                let rest = rows.indices.filter { !taken.contains($0) }
                (rows, inner) = (rest.map { rows[$0] }, inner.gather(rest))
            }
            if let otherwise { return try run(otherwise, accumulator, &results, rows, inner) }
            for row in rows { results[row] = .null }
        case .compute(let term):
            let values = try evaluate(term, with(accumulator, results, rows, inner))
            for (index, row) in rows.enumerated() { results[row] = values.value(at: index) }
        }
    }

    private func with(_ accumulator: Slot, _ results: [Value], _ rows: [Int], _ inner: Batch) -> Batch {
        var batch = inner
        batch.columns[accumulator] = .values(rows.map { results[$0] })
        return batch
    }

    /// As `+` or `||`, in the memory that the accumulator already has.
    private func add(_ value: Value, to result: inout Value, _ op: ArithmeticOperator) throws(EvaluationError) {
        let memory = context.setting.memory
        if case .list(var list) = result, op == .add ? !value.isNull : value.isList {
            try memory.allow(list.bytes + MemoryLayout<Value>.stride + value.outerBytes)
            result = .null
            if case .list(let other) = value { list.append(contentsOf: other) } else { list.append(value) }
            result = .list(list)
        } else if case .string(var text) = result, let other = value.textToJoin(op) {
            try memory.allow(text.utf8.count + other.utf8.count)
            result = .null
            text += other
            result = .string(text)
        } else {
            try context.setting.check(steps: 1 + result.ownBytes / MemoryLayout<Value>.stride)
            result = try Arithmetic.apply(op, result, value)
        }
        try context.setting.admit(result)
    }
}

extension Value {
    /// What `+` or `||` adds to a string; nil where that is an error or null.
    fileprivate func textToJoin(_ op: ArithmeticOperator) -> String? {
        switch self {
        case .string(let text): text
        case .integer(let number) where op == .add: String(number)
        case .float(let number) where op == .add: FloatText.text(of: number)
        default: nil
        }
    }
}
