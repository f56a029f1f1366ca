import Diagnostics
import PropertyGraph

/// Drops rows that repeat, the first of each kept.
final class DistinctOperator: Operator {
    private let input: any Operator
    private let slots: [Slot]
    private var seen: GroupTable?
    private let context: ExecutionContext

    var held: Int { seen?.bytes ?? 0 }

    init(_ input: any Operator, _ slots: [Slot], _ context: ExecutionContext) {
        self.input = input
        self.slots = slots
        self.context = context
    }

    func next() throws(EvaluationError) -> Batch? {
        while let batch = try input.next() {
            try context.check()
            if seen == nil { seen = GroupTable(width: slots.count, graph: context.graph) }
            var next = seen!.count
            let groups = seen!.groups(of: slots.map { batch[$0] }, count: batch.count)
            var fresh: [Int] = []
            for row in 0..<batch.count where Int(groups[row]) == next {
                next += 1
                fresh.append(row)
            }
            if fresh.count == batch.count { return batch }
            if !fresh.isEmpty { return batch.gather(fresh) }
        }
        return nil
    }
}

/// One row a group. Without keys there is one group, also of no rows.
final class AggregateOperator: Operator {
    private let input: any Operator
    private let grouping: Grouping
    private let evaluator: Evaluator
    private var done = false
    private(set) var held = 0

    init(_ input: any Operator, _ grouping: Grouping, _ context: ExecutionContext) {
        self.input = input
        self.grouping = grouping
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        if done { return nil }
        done = true
        var states: [AggregateState] = []
        var table: GroupTable?
        func begin() throws(EvaluationError) {
            let graph = evaluator.context.graph
            for item in grouping.aggregates {
                let share = try placed(item) { () throws(EvaluationError) -> Double in try percentile(item) }
                states.append(AggregateState(item, percentile: share, graph: graph))
            }
            if !grouping.keys.isEmpty { table = GroupTable(width: grouping.keys.count, graph: graph) }
        }
        while let batch = try input.next() {
            try evaluator.context.check()
            if states.isEmpty, table == nil { try begin() }
            var groups: [Int32]?
            if table != nil {
                var keys: [Vector] = []
                for key in grouping.keys { keys.append(try evaluator.evaluate(key.term, batch)) }
                groups = table!.groups(of: keys, count: batch.count)
            }
            for (index, item) in grouping.aggregates.enumerated() {
                let vector = try item.argument.map { (term) throws(EvaluationError) in try evaluator.evaluate(term, batch) }
                try placed(item) { () throws(EvaluationError) in
                    try states[index].add(
                        vector, rows: batch.count, groups: groups, of: table?.count ?? 1, weights: batch.weights)
                }
            }
        }
        if states.isEmpty, table == nil {
            guard grouping.keys.isEmpty else { return nil }
            try begin()
            for index in states.indices { try states[index].add(nil, rows: 0, groups: nil, of: 1, weights: nil) }
        }
        held = (table?.bytes ?? 0) + states.reduce(0) { $0 + $1.bytes }
        var out = Batch(count: table?.count ?? 1, slots: evaluator.context.slotCount)
        for (index, key) in grouping.keys.enumerated() { out.columns[key.slot] = table!.column(index) }
        for (index, item) in grouping.aggregates.enumerated() {
            out.columns[item.slot] = try placed(item) { () throws(EvaluationError) in try states[index].results() }
        }
        return out
    }

    /// What fails without a place of its own fails where the aggregate was written.
    private func placed<Result>(
        _ item: AggregateItem, _ body: () throws(EvaluationError) -> Result
    ) throws(EvaluationError) -> Result {
        do { return try body() } catch { throw error.placed(at: .slot(item.slot)) }
    }

    private func percentile(_ item: AggregateItem) throws(EvaluationError) -> Double {
        guard let parameter = item.parameter else { return 0 }
        let value = try evaluator.evaluate(parameter, evaluator.context.emptyRow()).value(at: 0)
        let percentile: Double
        switch value {
        case .float(let number): percentile = number
        case .integer(let number): percentile = Double(number)
        default: throw .wrongType(value, "a number", "\(item.function.rawValue)()")
        }
        guard (0...1).contains(percentile) else {
            throw EvaluationError(.numberOutOfRange("a percentile lies between 0 and 1, not \(percentile)"))
        }
        return percentile
    }
}

/// All rows, in order; rows that are equal in all keys keep the order they came in.
final class SortOperator: Operator {
    private let input: any Operator
    private let keys: [SortKey]
    private let evaluator: Evaluator
    private var sorted: Batch?
    private var offset: Int?
    private(set) var held = 0

    init(_ input: any Operator, _ keys: [SortKey], _ context: ExecutionContext) {
        self.input = input
        self.keys = keys
        evaluator = Evaluator(context)
    }

    func next() throws(EvaluationError) -> Batch? {
        if offset == nil {
            offset = 0
            sorted = try sort()
        }
        guard let sorted, let start = offset, start < sorted.count else { return nil }
        let end = min(sorted.count, start + Batch.size)
        offset = end
        return start == 0 && end == sorted.count ? sorted : sorted.slice(start..<end)
    }

    private func sort() throws(EvaluationError) -> Batch? {
        guard let all = Batch.joined(try input.all()) else { return nil }
        var columns: [[Value]] = []
        for key in keys { columns.append(try evaluator.evaluate(key.term, all).values(count: all.count)) }
        try evaluator.context.check()
        // All rows twice, for they are not moved in place.
        held = 2 * all.bytes + columns.reduce(0) { $0 + $1.bytes }
        return all.gather((0..<all.count).sorted(by: SortKey.comparison(keys, columns)))
    }
}

extension SortKey {
    /// Whether one row comes before another, by columns of the keys' values; of equals the earlier.
    static func comparison(_ keys: [SortKey], _ columns: [[Value]]) -> (Int, Int) -> Bool {
        { a, b in
            for (index, key) in keys.enumerated() {
                let result = Value.order(columns[index][a], columns[index][b])
                if result != 0 { return key.descending ? result > 0 : result < 0 }
            }
            return a < b
        }
    }
}
