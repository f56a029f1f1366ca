import PropertyGraph

// MARK: - reduce() that adds up numbers

extension Evaluator {
    /// What `reduce(s = initial, x IN list | s + added)` gives, where all are whole numbers or floats and no sum is too large; nil for anything else, which is done
    /// or found to be a fault value by value.
    func reducedSums(_ initial: Term, _ added: Term, _ lists: RowLists, _ slot: Slot, _ batch: Batch) throws(EvaluationError) -> Vector? {
        guard let start = try? evaluate(initial, batch) else { return nil }
        let sums: Vector?
        switch start.spread(batch.count) {
        case .integers(let starts):
            if let whole = try wholeSums(starts, added, lists, slot, batch) { sums = .integers(whole) } else {
                // Where a list is empty, what it began with stays a whole number.
                guard (0..<batch.count).allSatisfy({ lists.isNull(at: $0) || lists.length(at: $0) > 0 }) else { return nil }
                sums = try floatSums(starts.map { Double($0) }, added, lists, slot, batch).map { .floats($0) }
            }
        case .floats(let starts): sums = try floatSums(starts, added, lists, slot, batch).map { .floats($0) }
        default: return nil
        }
        let present = (0..<batch.count).map { !lists.isNull(at: $0) }
        return present.contains(false) ? sums.map { .partial($0, present: present) } : sums
    }

    private func wholeSums(_ starts: [Int], _ added: Term, _ lists: RowLists, _ slot: Slot, _ batch: Batch) throws(EvaluationError) -> [Int]? {
        try sums(starts, added, lists, slot, batch, { if case .integers(let numbers) = $0 { numbers } else { nil } }) { sum, number in
            let (result, overflow) = sum.addingReportingOverflow(number)
            sum = result
            return !overflow
        }
    }

    private func floatSums(_ starts: [Double], _ added: Term, _ lists: RowLists, _ slot: Slot, _ batch: Batch) throws(EvaluationError) -> [Double]? {
        try sums(starts, added, lists, slot, batch, { if case .floats(let numbers) = $0 { numbers } else { nil } }) { sum, number in
            sum += number
            return true
        }
    }

    private func sums<Number>(
        _ starts: [Number], _ added: Term, _ lists: RowLists, _ slot: Slot, _ batch: Batch, _ numbers: (Vector) -> [Number]?,
        _ add: (inout Number, Number) -> Bool
    ) throws(EvaluationError) -> [Number]? {
        var (sums, areAll) = (starts, true)
        try forEachChunk(lists, slot, reading: [added], batch) { flat throws(EvaluationError) in
            guard areAll, let numbers = (try? evaluate(added, flat.batch)).flatMap({ numbers($0.spread(flat.rows.count)) }) else {
                areAll = false
                return
            }
            for (number, row) in zip(numbers, flat.rows) where !add(&sums[row], number) { areAll = false }
        }
        return areAll ? sums : nil
    }
}
