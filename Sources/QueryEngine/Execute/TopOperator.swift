import PropertyGraph

/// The first rows in order: holds no more rows than it may have to give, and as many again.
final class TopOperator: Operator {
    private let input: SharedRows
    private let keys: [SortKey]
    private let skip: Term?
    private let limit: Term
    private let evaluator: Evaluator
    private var done = false
    private(set) var held = 0

    init(_ input: SharedRows, _ keys: [SortKey], skip: Term?, limit: Term, _ context: ExecutionContext) {
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
        if !places.isEmpty, let rows = try sharedRows(places.upperBound) {
            held = rows.bytes
            return try rows.page(places)
        }
        var rows = LeadingRows(keys, most: places.upperBound, evaluator)
        while let batch = try input.next() {
            try evaluator.context.check()
            // A LIMIT of 0 reads all the same: what comes before may write, or fail.
            guard !places.isEmpty else { continue }
            try rows.add(batch)
            held = max(held, rows.bytes)
        }
        return try rows.page(places)
    }

    /// The first rows, found on all cores: those of each morsel, and the first of these. nil where that is not worth it, or one failed.
    private func sharedRows(_ most: Int) throws(EvaluationError) -> LeadingRows? {
        let keys = keys
        let parts = try input.steadyWork()?.each { (input, context) throws(EvaluationError) in
            var rows = LeadingRows(keys, most: most, Evaluator(context))
            while let batch = try input() { try rows.add(batch) }
            return rows
        }
        guard let parts else { return nil }
        var rows = LeadingRows(keys, most: most, evaluator)
        for part in parts { try rows.add(part) }
        return rows
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

extension Evaluator {
    /// The places of the rows that SKIP and LIMIT leave.
    fileprivate func places(_ skip: Term?, _ limit: Term) throws(EvaluationError) -> Range<Int> {
        let skipped = try skip.map { (term) throws(EvaluationError) in try count(term, "SKIP") } ?? 0
        let (end, overflow) = skipped.addingReportingOverflow(try count(limit, "LIMIT"))
        return skipped..<(overflow ? Int.max : end)
    }

    /// The values of keys to sort by, a vector a key.
    func columns(_ keys: some Collection<SortKey>, _ batch: Batch) throws(EvaluationError) -> [Vector] {
        var columns: [Vector] = []
        for key in keys { columns.append(try evaluate(key.term, batch)) }
        return columns
    }
}
