import PropertyGraph

/// Some rows: a vector for each bound slot.
struct Batch: Sendable {
    var count: Int
    /// By slot; nil where the slot is not bound.
    var columns: [Vector?]

    static let size = 1024

    init(count: Int, slots: Int) {
        self.count = count
        columns = [Vector?](repeating: nil, count: slots)
    }

    subscript(slot: Slot) -> Vector {
        get { columns[slot] ?? .constant(.null) }
        set { columns[slot] = newValue }
    }

    func gather(_ rows: [Int]) -> Batch {
        var batch = self
        batch.count = rows.count
        for slot in columns.indices { batch.columns[slot] = columns[slot]?.gather(rows) }
        return batch
    }

    /// As `gather`, with only some slots taken along.
    func gather(_ rows: [Int], keeping slots: Set<Slot>) -> Batch {
        var batch = Batch(count: rows.count, slots: columns.count)
        for slot in slots { batch.columns[slot] = columns[slot]?.gather(rows) }
        return batch
    }

    func slice(_ range: Range<Int>) -> Batch {
        var batch = self
        batch.count = range.count
        for slot in columns.indices { batch.columns[slot] = columns[slot]?.slice(range) }
        return batch
    }

    static func joined(_ batches: [Batch]) -> Batch? {
        guard let first = batches.first else { return nil }
        if batches.count == 1 { return first }
        var joined = Batch(count: batches.reduce(0) { $0 + $1.count }, slots: first.columns.count)
        for slot in first.columns.indices where batches.contains(where: { $0.columns[slot] != nil }) {
            joined.columns[slot] = .joined(batches.map { ($0[slot], $0.count) })
        }
        return joined
    }
}
