import PropertyGraph

/// Some rows: a vector for each bound slot.
struct Batch: Sendable {
    var count: Int
    /// By slot; nil where the slot is not bound.
    var columns: [Vector?]
    /// How many equal rows each row stands for; nil where each stands for itself.
    var weights: [Int]?

    init(count: Int, slots: Int) {
        self.count = count
        columns = [Vector?](repeating: nil, count: slots)
    }

    subscript(slot: Slot) -> Vector {
        get { columns[slot] ?? .constant(.null) }
        set { columns[slot] = newValue }
    }

    /// The integers of a slot that numbers rows.
    func numbers(_ slot: Slot) -> [Int] {
        if case .integers(let numbers) = self[slot] { return numbers }
        return (0..<count).map { row in if case .integer(let number) = self[slot].value(at: row) { number } else { row } }
    }

    func gather(_ rows: [Int]) -> Batch {
        var batch = self
        batch.count = rows.count
        batch.weights = weights.map { weights in rows.map { weights[$0] } }
        for slot in columns.indices { batch.columns[slot] = columns[slot]?.gather(rows) }
        return batch
    }

    /// As `gather`, of rows in their order; nil for none.
    func keeping(_ rows: [Int]) -> Batch? { rows.isEmpty ? nil : rows.count == count ? self : gather(rows) }

    /// With these slots alone.
    func narrowed(to slots: [Slot]) -> Batch {
        var narrowed = Batch(count: count, slots: columns.count)
        narrowed.weights = weights
        for slot in slots { narrowed.columns[slot] = columns[slot] }
        return narrowed
    }

    /// As `gather`, with only some slots taken along; all for nil.
    func gather(_ rows: [Int], keeping slots: SlotSet?) -> Batch {
        guard let slots else { return gather(rows) }
        var batch = Batch(count: rows.count, slots: columns.count)
        batch.weights = weights.map { weights in rows.map { weights[$0] } }
        for slot in columns.indices where columns[slot] != nil && slots.contains(slot) {
            batch.columns[slot] = columns[slot]!.gather(rows)
        }
        return batch
    }

    func slice(_ range: Range<Int>) -> Batch {
        var batch = self
        batch.count = range.count
        batch.weights = weights.map { Array($0[range]) }
        for slot in columns.indices { batch.columns[slot] = columns[slot]?.slice(range) }
        return batch
    }

    /// As `slice`, of all rows without a copy.
    func part(_ range: Range<Int>) -> Batch { range.count == count ? self : slice(range) }

    static func joined(_ batches: [Batch]) -> Batch? {
        guard let first = batches.first else { return nil }
        if batches.count == 1 { return first }
        var joined = Batch(count: batches.reduce(0) { $0 + $1.count }, slots: first.columns.count)
        for slot in first.columns.indices where batches.contains(where: { $0.columns[slot] != nil }) {
            joined.columns[slot] = .joined(batches.map { ($0[slot], $0.count) })
        }
        if batches.contains(where: { $0.weights != nil }) {
            joined.weights = batches.flatMap { $0.weights ?? [Int](repeating: 1, count: $0.count) }
        }
        return joined
    }

    /// About what the rows take in memory.
    var bytes: Int {
        columns.reduce((weights?.count ?? 0) * MemoryLayout<Int>.stride) { $0 + ($1?.bytes ?? 0) }
    }

    /// Multiplies the weight of each row by its factor.
    mutating func multiplyWeights(by factors: [Int]) throws(EvaluationError) {
        guard let weights else {
            self.weights = factors
            return
        }
        var products: [Int] = []
        products.reserveCapacity(count)
        for (weight, factor) in zip(weights, factors) {
            let (product, overflow) = weight.multipliedReportingOverflow(by: factor)
            if overflow { throw EvaluationError(.integerOverflow("the number of rows")) }
            products.append(product)
        }
        self.weights = products
    }
}
