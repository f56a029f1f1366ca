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
            let part = try Ordered(batch: batch, order: RowOrder(keys, evaluator.columns(keys, batch))).first(most, evaluator.context)
            waiting.append(part)
            count += part.batch.count
            held = max(held, (best?.bytes ?? 0) + waiting.reduce(0) { $0 + $1.bytes })
            if count >= max(most, evaluator.context.rowsAtOnce) {
                best = try Ordered.joined((best.map { [$0] } ?? []) + waiting, keys).first(most, evaluator.context)
                waiting = []
                count = 0
            }
        }
        if !waiting.isEmpty { best = try Ordered.joined((best.map { [$0] } ?? []) + waiting, keys).first(most, evaluator.context) }
        guard var best, best.batch.count > skipped else { return nil }
        if best.batch.count > 1 { best = best.gather(try best.order.sorted(best.batch.count, evaluator.context)) }
        return skipped == 0 ? best.batch : best.batch.slice(skipped..<best.batch.count)
    }
}

extension Evaluator {
    /// The values of keys to sort by, a vector a key.
    func columns(_ keys: [SortKey], _ batch: Batch) throws(EvaluationError) -> [Vector] {
        var columns: [Vector] = []
        for key in keys { columns.append(try evaluate(key.term, batch)) }
        return columns
    }
}

/// Rows beside what they are ordered by.
private struct Ordered {
    var batch: Batch
    var order: RowOrder

    var bytes: Int { batch.bytes + order.bytes }

    /// The first rows, in order; all of them, as they stand, where there are no more than that.
    func first(_ most: Int, _ context: ExecutionContext) throws(EvaluationError) -> Ordered {
        batch.count <= most ? self : gather(try order.first(most, of: batch.count, context))
    }

    func gather(_ rows: [Int]) -> Ordered { Ordered(batch: batch.gather(rows), order: order.gather(rows)) }

    static func joined(_ parts: [Ordered], _ keys: [SortKey]) -> Ordered {
        Ordered(batch: Batch.joined(parts.map(\.batch))!, order: .joined(parts.map { ($0.order, $0.batch.count) }, keys))
    }
}
