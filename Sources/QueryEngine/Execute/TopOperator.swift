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
        let places = try evaluator.places(skip, limit)
        let most = places.upperBound
        var waiting: [Ordered] = []
        var (count, bound) = (0, TopBound())
        while let batch = try input.next() {
            try evaluator.context.check()
            // A LIMIT of 0 reads all the same: what comes before may write, or fail.
            guard !places.isEmpty else { continue }
            var part = Ordered(batch: batch, order: RowOrder(keys, try evaluator.columns(keys, batch)))
            if let kept = bound.rows(of: part.order, batch.count) { part = part.gather(kept) }
            if part.batch.count == 0 { continue }
            part = try part.first(most, evaluator.context)
            waiting.append(part)
            count += part.batch.count
            held = max(held, waiting.reduce(0) { $0 + $1.bytes })
            if part.batch.count == most { bound.tighten(to: part.order, most) }
            if count / 2 >= most, count >= evaluator.context.rowsAtOnce {
                waiting = [try Ordered.joined(waiting, keys).first(most, evaluator.context)]
                bound.tighten(to: waiting[0].order, most)
                count = most
            }
        }
        if waiting.isEmpty { return nil }
        let rows = Ordered.joined(waiting, keys)
        let page = try RowSort(rows.order, count: rows.batch.count, evaluator.context).rows(at: places)
        return page.isEmpty ? nil : rows.batch.gather(page)
    }
}

/// Of the rows of each outer row, which lie together and in order, the first.
final class TopOfEachOperator: Operator {
    private let input: any Operator
    private let row: Slot
    private let skip: Term?
    private let limit: Term
    private let evaluator: Evaluator
    private var places: Range<Int>?
    private var current = (row: -1, count: 0)

    var held: Int { input.held }

    init(_ input: any Operator, row: Slot, skip: Term?, limit: Term, _ context: ExecutionContext) {
        (self.input, self.row, self.skip, self.limit) = (input, row, skip, limit)
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        let places: Range<Int>
        if let known = self.places { places = known } else { places = try evaluator.places(skip, limit) }
        self.places = places
        while let batch = try input.next() {
            var kept: [Int] = []
            for (place, row) in batch.numbers(row).enumerated() {
                if row != current.row { current = (row, 0) }
                if places.contains(current.count) { kept.append(place) }
                current.count += 1
            }
            if let rows = batch.keeping(kept) { return rows }
        }
        return nil
    }
}

/// What is known of the last row that can still be among the first: rows that the first key alone puts behind it are dropped as they come.
private struct TopBound {
    private var known: (kind: RowOrder.WordKind, word: UInt64)?

    /// The rows that are not behind; nil for all.
    func rows(of order: RowOrder, _ count: Int) -> [Int]? {
        guard let known, let (kind, words) = order.firstWords, kind == known.kind else { return nil }
        return (0..<count).filter { words[$0] <= known.word }
    }

    /// - Parameter order: of the rows that are returned.
    mutating func tighten(to order: RowOrder, _ count: Int) {
        guard let (kind, words) = order.firstWords, let last = words.max() else { return }
        if let known, known.kind != kind || known.word <= last { return }
        known = (kind, last)
    }
}

extension Evaluator {
    /// The places of the rows that SKIP and LIMIT leave.
    fileprivate func places(_ skip: Term?, _ limit: Term) throws(EvaluationError) -> Range<Int> {
        let skipped = try skip.map { (term) throws(EvaluationError) in try count(term, "SKIP") } ?? 0
        let (end, overflow) = skipped.addingReportingOverflow(try count(limit, "LIMIT"))
        return skipped..<(overflow ? Int.max : end)
    }

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
