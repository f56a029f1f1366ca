import Diagnostics
import PropertyGraph

// MARK: - reduce()

extension Evaluator {
    /// What a step of reduce() does to the accumulator. A step that adds to either end, or takes the first element away, does so in
    /// place, so that n steps take time linear in n.
    private indirect enum Step {
        /// The accumulator as it is.
        case keep
        /// What the inner step gives, with the value of the term added to its end.
        case add(to: Step, ArithmeticOperator, Term, whole: Term)
        /// The value of the term with what the inner step gives added to its end.
        case prepend(ArithmeticOperator, Term, to: Step, whole: Term)
        /// What the inner step gives without its first element.
        case tail(of: Step, FrontCut, whole: Term)
        case cases([(when: Term, then: Step)], otherwise: Step?)
        /// Anything else is computed anew.
        case compute(Term)

        var isInPlace: Bool {
            if case .compute = self { false } else { true }
        }
    }

    /// How the first element is taken away: `tail(list)`, `list[1..]`.
    private enum FrontCut { case function(FunctionID), slice }

    private func step(_ term: Term, _ accumulator: Slot) -> Step {
        switch term.kind {
        case .slot(accumulator): return .keep
        case .arithmetic(let op, let left, let right) where [.add, .concatenate].contains(op):
            if !reads([right]).contains(accumulator) {
                let inner = step(left, accumulator)
                if inner.isInPlace { return .add(to: inner, op, right, whole: term) }
            } else if !reads([left]).contains(accumulator) {
                let inner = step(right, accumulator)
                if inner.isInPlace { return .prepend(op, left, to: inner, whole: term) }
            }
            return .compute(term)
        case .call(let function, let arguments) where function == FunctionTable.tail:
            let inner = step(arguments[0], accumulator)
            return inner.isInPlace ? .tail(of: inner, .function(function), whole: term) : .compute(term)
        case .slice(let list, let from?, nil) where from.kind == .constant(.integer(1)):
            let inner = step(list, accumulator)
            return inner.isInPlace ? .tail(of: inner, .slice, whole: term) : .compute(term)
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
        if let results = try reducedTogether(accumulator, initial, slot, list, term, batch) { return results }
        let lists = try lists(list, batch, "IN")
        let step = step(term, accumulator)
        if case .add(to: .keep, .add, let added, _) = step, let sums = try reducedSums(initial, added, lists, slot, batch) { return sums }
        var results = try evaluate(initial, batch).values(count: batch.count).map { Accumulated.value($0) }
        if case .add(to: .keep, let op, let added, let whole) = step {
            try addAll(op, added, whole, lists, slot, &results, batch)
            return .unboxed(try finished(&results, lists))
        }
        let keep = reads([term]).subtracting([accumulator, slot])
        var rows = Array(0..<batch.count)
        for place in 0..<(rows.map(lists.length).max() ?? 0) {
            rows = rows.filter { lists.length(at: $0) > place }
            try context.setting.check(steps: rows.count)
            var inner = batch.gather(rows, keeping: keep)
            inner.columns[slot] = lists.elements(of: rows.map { ($0, place..<place + 1) })
            try run(step, accumulator, &results, rows, inner)
        }
        return .unboxed(try finished(&results, lists))
    }

    /// Over a list that is the same for all rows: element by element, as long as the accumulators are numbers of one kind; nil where they are not, or for a
    /// fault, which is found row by row.
    private func reducedTogether(
        _ accumulator: Slot, _ initial: Term, _ slot: Slot, _ list: Term, _ term: Term, _ batch: Batch
    ) throws(EvaluationError) -> Vector? {
        guard batch.count > 1, list.freeSlots.isEmpty, list.subqueries.isEmpty, case .constant(.list(let items)) = try evaluate(list, batch),
            let start = try? evaluate(initial, batch)
        else { return nil }
        var inner = batch
        inner.columns[accumulator] = start.spread(batch.count)
        for item in items {
            try context.setting.check(steps: batch.count)
            inner.columns[slot] = .constant(item)
            guard let result = try? evaluate(term, inner) else { return nil }
            switch result {
            case .integers, .floats, .partial(.integers, _), .partial(.floats, _): inner.columns[accumulator] = result
            default: return nil
            }
        }
        return inner[accumulator]
    }

    private func finished(_ results: inout [Accumulated], _ lists: RowLists) throws(EvaluationError) -> [Value] {
        var out: [Value] = []
        for row in results.indices { out.append(lists.isNull(at: row) ? .null : try settle(&results[row])) }
        return out
    }

    /// Adds what does not depend on the accumulator: it is computed for many elements at once.
    private func addAll(
        _ op: ArithmeticOperator, _ added: Term, _ whole: Term, _ lists: RowLists, _ slot: Slot, _ results: inout [Accumulated], _ batch: Batch
    ) throws(EvaluationError) {
        try forEachChunk(lists, slot, reading: [added], batch) { flat throws(EvaluationError) in
            func add(_ values: Vector, _ places: Range<Int>, from first: Int) throws(EvaluationError) {
                for place in places {
                    do throws(EvaluationError) { try self.add(values.value(at: place - first), to: &results[flat.rows[place]], op) } catch {
                        throw error.placed(at: whole)
                    }
                }
            }
            let all: Vector
            do { all = try evaluate(added, flat.batch) } catch {
                // One by one finds the first fault: that of an addition may come before this one.
                for place in flat.rows.indices {
                    try add(try evaluate(added, flat.batch.slice(place..<place + 1)), place..<place + 1, from: place)
                }
                return
            }
            try add(all, flat.rows.indices, from: 0)
        }
    }

    /// - Parameters:
    ///   - results: the accumulators, of which those at `rows` are changed.
    ///   - inner: a row for each of `rows`, without the accumulator: it may be referenced only once.
    private func run(
        _ step: Step, _ accumulator: Slot, _ results: inout [Accumulated], _ rows: [Int], _ inner: Batch
    ) throws(EvaluationError) {
        switch step {
        case .keep: return
        case .add(let base, let op, let term, let whole):
            try run(base, accumulator, &results, rows, inner)
            let added = try evaluate(term, inner)
            for (index, row) in rows.enumerated() {
                do throws(EvaluationError) { try add(added.value(at: index), to: &results[row], op) } catch { throw error.placed(at: whole) }
            }
        case .prepend(let op, let term, let base, let whole):
            try run(base, accumulator, &results, rows, inner)
            let added = try evaluate(term, inner)
            for (index, row) in rows.enumerated() {
                do throws(EvaluationError) { try prepend(added.value(at: index), to: &results[row], op) } catch { throw error.placed(at: whole) }
            }
        case .tail(let base, let cut, let whole):
            try run(base, accumulator, &results, rows, inner)
            for row in rows {
                do throws(EvaluationError) { try dropFirst(of: &results[row], cut) } catch { throw error.placed(at: whole) }
            }
        case .cases(let branches, let otherwise):
            var (rows, inner) = (rows, inner)
            for branch in branches {
                let holds = try truths(of: branch.when, with(accumulator, &results, rows, inner, for: branch.when), by: "CASE WHEN")
                if holds.count == rows.count { return try run(branch.then, accumulator, &results, rows, inner) }
                if holds.isEmpty { continue }
                try run(branch.then, accumulator, &results, holds.map { rows[$0] }, inner.gather(holds))
                let taken = Set(holds)
                let rest = rows.indices.filter { !taken.contains($0) }
                (rows, inner) = (rest.map { rows[$0] }, inner.gather(rest))
            }
            if let otherwise { return try run(otherwise, accumulator, &results, rows, inner) }
            for row in rows { results[row] = .value(.null) }
        case .compute(let term):
            let values = try evaluate(term, with(accumulator, &results, rows, inner, for: term))
            for (index, row) in rows.enumerated() { results[row] = .value(values.value(at: index)) }
        }
    }

    /// The rows with the accumulator, where the term reads it.
    private func with(
        _ accumulator: Slot, _ results: inout [Accumulated], _ rows: [Int], _ inner: Batch, for term: Term
    ) throws(EvaluationError) -> Batch {
        guard reads([term]).contains(accumulator) else { return inner }
        var (batch, values) = (inner, [Value]())
        for row in rows { values.append(try settle(&results[row])) }
        batch.columns[accumulator] = .values(values)
        return batch
    }

    /// The accumulator as a value, which it then is.
    private func settle(_ result: inout Accumulated) throws(EvaluationError) -> Value {
        switch result {
        case .value(let value): return value
        case .list(let list):
            try context.setting.check(steps: list.count)
            let value = Value.list(ValueList(list.items))
            try context.setting.admit(value)
            result = .value(value)
            return value
        }
    }

    /// As `+` or `||`, in the memory that the accumulator already has.
    private func add(_ value: Value, to result: inout Accumulated, _ op: ArithmeticOperator) throws(EvaluationError) {
        let memory = context.setting.memory
        switch result {
        case .value(.integer(let number)):
            guard case .integer(let other) = value, op == .add else { break }
            let (sum, overflow) = number.addingReportingOverflow(other)
            if overflow { break }
            result = .value(.integer(sum))
            return
        case .list(var list):
            guard op == .add ? !value.isNull : value.isList else { break }
            result = .value(.null)
            if case .list(let other) = value { other.forEach { list.append($0) } } else { list.append(value) }
            try admit(list, value)
            result = .list(list)
            return
        case .value(.list(var list)) where op == .add ? !value.isNull : value.isList:
            try memory.allow(list.bytes + MemoryLayout<Value>.stride + value.outerBytes)
            result = .value(.null)
            if case .list(let other) = value { list.append(contentsOf: other) } else { list.append(value) }
            result = .value(.list(list))
            return try context.setting.admit(.list(list))
        case .value(.string(var text)):
            guard let other = value.textToJoin(op) else { break }
            try memory.allow(text.utf8.count + other.utf8.count)
            result = .value(.null)
            text += other
            result = .value(.string(text))
            return try context.setting.admit(.string(text))
        default: break
        }
        let old = try settle(&result)
        try context.setting.check(steps: 1 + old.ownBytes / MemoryLayout<Value>.stride)
        let new = try Arithmetic.apply(op, old, value)
        try context.setting.admit(new)
        result = .value(new)
    }

    /// As `+` or `||` with the accumulator on the right.
    private func prepend(_ value: Value, to result: inout Accumulated, _ op: ArithmeticOperator) throws(EvaluationError) {
        if op == .add ? !value.isNull : value.isList, var list = twoEnded(&result) {
            if case .list(let other) = value { other.reversed().forEach { list.prepend($0) } } else { list.prepend(value) }
            try admit(list, value)
            result = .list(list)
            return
        }
        let old = try settle(&result)
        try context.setting.check(steps: 1 + old.ownBytes / MemoryLayout<Value>.stride)
        let new = try Arithmetic.apply(op, value, old)
        try context.setting.admit(new)
        result = .value(new)
    }

    private func dropFirst(of result: inout Accumulated, _ cut: FrontCut) throws(EvaluationError) {
        if var list = twoEnded(&result) {
            list.dropFirst()
            result = .list(list)
            return
        }
        let old = try settle(&result)
        if old.isNull { return }
        // Not a list, which is an error.
        switch cut {
        case .function(let function): result = .value(try FunctionTable[function].body(context.functions, [old]))
        case .slice: result = .value(try Self.slice(old, .integer(1), .integer(.max)) { (count) throws(EvaluationError) in try context.setting.memory.allowList(of: count) })
        }
    }

    /// Takes the accumulator out, where it is a list, as one that grows and shrinks at both ends.
    private func twoEnded(_ result: inout Accumulated) -> TwoEndedList? {
        let list: TwoEndedList
        switch result {
        case .list(let known): list = known
        case .value(.list(let items)): list = TwoEndedList(items)
        case .value: return nil
        }
        result = .value(.null)
        return list
    }

    /// Throws where the list has become too large, or the value just added makes it too deep.
    private func admit(_ list: TwoEndedList, _ value: Value) throws(EvaluationError) {
        try context.setting.memory.allow(list.bytes)
        // What a list holds is no deeper where it has been taken out of it.
        if !value.isList, value.depth >= ExecutionContext.Setting.deepestValue { try context.setting.admit(.list([value])) }
    }
}

/// The accumulator of reduce().
private enum Accumulated {
    case value(Value)
    case list(TwoEndedList)
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
