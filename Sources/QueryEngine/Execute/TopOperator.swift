import PropertyGraph

/// The first rows in order: holds no more rows than it may have to give, and as many again.
final class TopOperator: Operator {
    private let input: any Operator
    private let keys: [SortKey]
    private let skip: Term?
    private let limit: Term
    private let evaluator: Evaluator
    private var done = false
    private(set) var held = 0

    init(_ input: any Operator, _ keys: [SortKey], skip: Term?, limit: Term, _ context: ExecutionContext) {
        self.input = input
        self.keys = keys
        self.skip = skip
        self.limit = limit
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        if done { return nil }
        done = true
        let skipped = try skip.map { (term) throws(EvaluationError) in try evaluator.count(term, "SKIP") } ?? 0
        let limit = try evaluator.count(limit, "LIMIT")
        let (wanted, overflow) = skipped.addingReportingOverflow(limit)
        let most = overflow ? Int.max : wanted
        var best: Ordered?
        var waiting: [Ordered] = []
        var count = 0
        while let batch = try input.next() {
            try evaluator.context.check()
            // A LIMIT of 0 reads all the same: what comes before may write, or be at fault.
            guard limit > 0 else { continue }
            var part = Ordered(batch: batch, keys: try keyColumns(batch))
            if let best, best.batch.count == most { part.dropBehind(best.last, keys) }
            guard part.batch.count > 0 else { continue }
            waiting.append(part)
            count += part.batch.count
            held = max(held, (best?.bytes ?? 0) + waiting.reduce(0) { $0 + $1.bytes })
            if count >= max(most, Batch.size) {
                best = Ordered.first(most, of: (best.map { [$0] } ?? []) + waiting, keys)
                waiting = []
                count = 0
            }
        }
        if !waiting.isEmpty { best = Ordered.first(most, of: (best.map { [$0] } ?? []) + waiting, keys) }
        guard let best, best.batch.count > skipped else { return nil }
        return skipped == 0 ? best.batch : best.batch.slice(skipped..<best.batch.count)
    }

    private func keyColumns(_ batch: Batch) throws(EvaluationError) -> [[Value]] {
        var columns: [[Value]] = []
        for key in keys { columns.append(try evaluator.evaluate(key.term, batch).values(count: batch.count)) }
        return columns
    }
}

/// Rows beside what they are ordered by.
private struct Ordered {
    var batch: Batch
    var keys: [[Value]]

    var bytes: Int { batch.bytes + keys.reduce(0) { $0 + $1.bytes } }
    var last: [Value] { keys.map { $0[batch.count - 1] } }

    /// Drops the rows that do not come before the row with the given keys: of equals the earlier stays.
    mutating func dropBehind(_ last: [Value], _ order: [SortKey]) {
        let kept = (0..<batch.count).filter { row in
            for (index, key) in order.enumerated() {
                let result = Value.order(keys[index][row], last[index])
                if result != 0 { return key.descending ? result > 0 : result < 0 }
            }
            return false
        }
        guard kept.count < batch.count else { return }
        batch = batch.gather(kept)
        keys = keys.map { column in kept.map { column[$0] } }
    }

    static func first(_ most: Int, of parts: [Ordered], _ order: [SortKey]) -> Ordered {
        let all = Batch.joined(parts.map(\.batch))!
        let keys = order.indices.map { index in parts.flatMap { $0.keys[index] } }
        let rows = Array((0..<all.count).sorted(by: SortKey.comparison(order, keys)).prefix(most))
        return Ordered(batch: all.gather(rows), keys: keys.map { column in rows.map { column[$0] } })
    }
}
