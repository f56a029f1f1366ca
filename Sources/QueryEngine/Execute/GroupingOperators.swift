import Diagnostics
import PropertyGraph

/// Drops rows that repeat, the first of each kept.
final class DistinctOperator: Operator {
    private let input: any Operator
    private let slots: [Slot]
    private var seen: Set<[Value]> = []
    private(set) var held = 0

    init(_ input: any Operator, _ slots: [Slot]) {
        self.input = input
        self.slots = slots
    }

    func next() throws(EvaluationError) -> Batch? {
        while let batch = try input.next() {
            let vectors = slots.map { batch[$0] }
            let fresh = (0..<batch.count).filter { row in seen.insert(vectors.map { $0.value(at: row) }).inserted }
            held += fresh.count * vectors.count * MemoryLayout<Value>.stride
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
        var numbers: [[Value]: Int] = [:]
        var keys: [[Value]] = []
        var groups: [[Accumulator]] = []
        func fresh() throws(EvaluationError) -> [Accumulator] {
            var accumulators: [Accumulator] = []
            for item in grouping.aggregates { accumulators.append(try accumulator(item)) }
            return accumulators
        }
        if grouping.keys.isEmpty {
            keys.append([])
            groups.append(try fresh())
        }
        while let batch = try input.next() {
            try evaluator.context.check()
            var keyVectors: [Vector] = []
            for key in grouping.keys { keyVectors.append(try evaluator.evaluate(key.term, batch)) }
            var arguments: [Vector?] = []
            for item in grouping.aggregates {
                if let argument = item.argument {
                    arguments.append(try evaluator.evaluate(argument, batch))
                } else {
                    arguments.append(nil)
                }
            }
            for row in 0..<batch.count {
                var group = 0
                if !keyVectors.isEmpty {
                    let key = keyVectors.map { $0.value(at: row) }
                    if let known = numbers[key] {
                        group = known
                    } else {
                        group = keys.count
                        numbers[key] = group
                        keys.append(key)
                        groups.append(try fresh())
                    }
                }
                for (index, argument) in arguments.enumerated() {
                    try groups[group][index].add(argument?.value(at: row), times: batch.weights?[row] ?? 1)
                }
            }
        }
        guard !keys.isEmpty else { return nil }
        held = keys.reduce(0) { $0 + $1.bytes } + groups.joined().reduce(0) { $0 + $1.bytes }
        var out = Batch(count: keys.count, slots: evaluator.context.slotCount)
        for (index, key) in grouping.keys.enumerated() { out.columns[key.slot] = .values(keys.map { $0[index] }) }
        for (index, item) in grouping.aggregates.enumerated() {
            var results: [Value] = []
            for group in groups { results.append(try group[index].result()) }
            out.columns[item.slot] = .values(results)
        }
        return out
    }

    private func accumulator(_ item: AggregateItem) throws(EvaluationError) -> Accumulator {
        var percentile = 0.0
        if let parameter = item.parameter {
            let value = try evaluator.evaluate(parameter, evaluator.context.emptyRow()).value(at: 0)
            switch value {
            case .float(let number): percentile = number
            case .integer(let number): percentile = Double(number)
            default: throw .wrongType(value, "a number", "\(item.function.rawValue)()")
            }
            guard (0...1).contains(percentile) else {
                throw EvaluationError(.numberOutOfRange("a percentile lies between 0 and 1, not \(percentile)"))
            }
        }
        return Accumulator(item.function, distinct: item.distinct, percentile: percentile)
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
