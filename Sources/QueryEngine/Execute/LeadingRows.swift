import PropertyGraph

/// The rows that can still be among the first ones in order. The first key as a number drops most of those that come later, and most of
/// those that are only skipped; keys that may wait are computed for what that leaves open.
struct LeadingRows {
    private let keys: [SortKey]
    /// Rows that are needed at most.
    private let most: Int
    private let evaluator: Evaluator
    /// Keys that are computed as the rows come.
    private let early: Int
    private var parts: [Ordered] = []
    private var count = 0
    /// Rows with a greater word are not wanted.
    private var bound: (kind: RowOrder.WordKind, word: UInt64)?

    init(_ keys: [SortKey], most: Int, _ evaluator: Evaluator) {
        (self.keys, self.most, self.evaluator) = (keys, most, evaluator)
        early = keys.dropFirst().allSatisfy(\.mayWait) ? 1 : keys.count
    }

    private(set) var bytes = 0

    mutating func add(_ batch: Batch) throws(EvaluationError) {
        var part = Ordered(batch: batch, order: RowOrder(keys, try evaluator.columns(keys[..<early], batch)))
        if let words = part.words {
            if let bound, bound.kind == words.kind { part = part.keeping(0...bound.word) }
        } else if part.batch.count > most {
            part = try whole(part).first(most, evaluator.context)
        }
        if part.batch.count == 0 { return }
        parts.append(part)
        count += part.batch.count
        bytes += part.bytes
        if count / 2 >= most, count >= evaluator.context.rowsAtOnce { try shrink() }
    }

    /// The first of rows that come after those here.
    mutating func add(_ others: LeadingRows) throws(EvaluationError) {
        parts += others.parts
        count += others.count
        bytes += others.bytes
        if count / 2 >= most, count >= evaluator.context.rowsAtOnce { try shrink() }
    }

    /// The rows at some places of the order; nil for none.
    func page(_ places: Range<Int>) throws(EvaluationError) -> Batch? {
        var (places, parts) = (places.clamped(to: 0..<count), parts)
        if places.isEmpty { return nil }
        if places.count <= count / 2, var words = words?.words {
            let check = evaluator.context.check
            let high = try words.element(atPlace: places.upperBound - 1, by: <, check)
            let low = try words.element(atPlace: places.lowerBound, by: <, check)
            let skipped = words.reduce(0) { $1 < low ? $0 + 1 : $0 }
            parts = parts.map { $0.keeping(low...high) }
            places = places.lowerBound - skipped..<places.upperBound - skipped
        }
        let rows = try joined(parts)
        return rows.batch.gather(try RowSort(rows.order, count: rows.batch.count, evaluator.context).rows(at: places))
    }

    /// The first key of all rows as words; nil where some have none, or of another kind.
    private var words: (kind: RowOrder.WordKind, words: [UInt64])? {
        guard let kind = parts.first?.words?.kind, parts.allSatisfy({ $0.words?.kind == kind }) else { return nil }
        return (kind, parts.flatMap { $0.words?.words ?? [] })
    }

    /// Drops what is not wanted. O(rows) on the average.
    private mutating func shrink() throws(EvaluationError) {
        defer { bytes = parts.reduce(0) { $0 + $1.bytes } }
        if let (kind, words) = words {
            var words = words
            let last = try words.element(atPlace: most - 1, by: <, evaluator.context.check)
            bound = (kind, last)
            parts = parts.map { $0.keeping(0...last) }
            count = parts.reduce(0) { $0 + $1.batch.count }
            // Else many are equal in the first key.
            if count <= most + most / 2 { return }
        }
        let rows = try joined(parts).first(most, evaluator.context)
        (parts, count) = ([rows], rows.batch.count)
    }

    private func joined(_ parts: [Ordered]) throws(EvaluationError) -> Ordered {
        var all: [Ordered] = []
        for part in parts where part.batch.count > 0 { all.append(try whole(part)) }
        guard all.count > 1, let batch = Batch.joined(all.map(\.batch)) else { return all[0] }
        return Ordered(batch: batch, order: .joined(all.map { ($0.order, $0.batch.count) }, keys))
    }

    /// With all keys.
    private func whole(_ part: Ordered) throws(EvaluationError) -> Ordered {
        let known = part.order.columns
        if known.count == keys.count { return part }
        return Ordered(batch: part.batch, order: RowOrder(keys, known + (try evaluator.columns(keys[known.count...], part.batch))))
    }
}

/// Rows beside what they are ordered by: all keys, or the first one alone.
private struct Ordered {
    let batch: Batch
    let order: RowOrder
    /// The first key.
    let words: (kind: RowOrder.WordKind, words: [UInt64])?

    init(batch: Batch, order: RowOrder) {
        (self.batch, self.order) = (batch, order)
        words = order.firstWords
    }

    var bytes: Int { batch.bytes + order.bytes + (words?.words.count ?? 0) * MemoryLayout<UInt64>.stride }

    /// The first rows, as they stand; all of them where there are no more than that.
    func first(_ most: Int, _ context: ExecutionContext) throws(EvaluationError) -> Ordered {
        batch.count <= most ? self : gather(try order.first(most, of: batch.count, context))
    }

    /// The rows whose first key lies in there.
    func keeping(_ wanted: ClosedRange<UInt64>) -> Ordered {
        guard let words = words?.words else { return self }
        let rows = words.indices.filter { wanted.contains(words[$0]) }
        return rows.count == batch.count ? self : gather(rows)
    }

    private func gather(_ rows: [Int]) -> Ordered { Ordered(batch: batch.gather(rows), order: order.gather(rows)) }
}
