import Diagnostics
import PropertyGraph

/// One aggregate over all groups: plain numbers as long as unboxed vectors come, accumulators from the first batch on
/// that brings anything else.
struct AggregateState {
    private enum Form {
        case count
        /// sum and avg of integers so far, or of floats so far.
        case integers, floats
        case accumulators
    }

    private let item: AggregateItem
    private let percentile: Double
    private var form: Form
    private var isEmpty = true
    private var counts: [Int] = []
    private var sums: [Int] = []
    private var floatSums: [Double] = []
    private var accumulators: [Accumulator] = []
    /// Of count(DISTINCT …): numbers the pairs of group and value.
    private var pairs: GroupTable?

    init(_ item: AggregateItem, percentile: Double, graph: Graph) {
        self.item = item
        self.percentile = percentile
        switch item.function {
        case .countRows, .count:
            form = .count
            if item.distinct, item.argument != nil { pairs = GroupTable(width: 2, graph: graph) }
        case .sum where !item.distinct, .avg where !item.distinct: form = .integers
        default: form = .accumulators
        }
    }

    /// - Parameters:
    ///   - vector: of the argument; nil for count(*).
    ///   - groups: by row; nil where there is but one.
    mutating func add(
        _ vector: Vector?, rows: Int, groups: [Int32]?, of count: Int, weights: [Int]?
    ) throws(EvaluationError) {
        grow(to: count)
        switch (form, vector) {
        case (.count, let vector):
            if pairs != nil, let vector { addDistinct(vector, rows, groups) } else { addCounts(vector, rows, groups, weights) }
        case (.integers, .integers(let numbers)?):
            isEmpty = false
            for row in 0..<rows {
                let group = groups.map { Int($0[row]) } ?? 0
                let weight = weights?[row] ?? 1
                let (product, high) = numbers[row].multipliedReportingOverflow(by: weight)
                let (sum, carry) = sums[group].addingReportingOverflow(product)
                if high || carry {
                    // Row by row it finds its fault, or goes on in floats.
                    turnToAccumulators()
                    return try addValues(vector, row..<rows, groups, weights)
                }
                sums[group] = sum
                counts[group] += weight
            }
        case (.integers, .floats?) where isEmpty:
            form = .floats
            return try add(vector, rows: rows, groups: groups, of: count, weights: weights)
        case (.floats, .floats(let numbers)?) where weights == nil:
            isEmpty = false
            for row in 0..<rows {
                let group = groups.map { Int($0[row]) } ?? 0
                floatSums[group] += numbers[row]
                counts[group] += 1
            }
        default:
            if form != .accumulators { turnToAccumulators() }
            try addValues(vector, 0..<rows, groups, weights)
        }
    }

    private mutating func grow(to count: Int) {
        switch form {
        case .count: counts.grow(to: count, 0)
        case .integers, .floats:
            counts.grow(to: count, 0)
            sums.grow(to: count, 0)
            floatSums.grow(to: count, 0)
        case .accumulators:
            accumulators.grow(to: count, Accumulator(item.function, distinct: item.distinct, percentile: percentile))
        }
    }

    private mutating func addCounts(_ vector: Vector?, _ rows: Int, _ groups: [Int32]?, _ weights: [Int]?) {
        if vector == nil, weights == nil {
            guard let groups else { return counts[0] += rows }
            for group in groups { counts[Int(group)] += 1 }
            return
        }
        for row in 0..<rows where vector?.isNull(at: row) != true {
            counts[groups.map { Int($0[row]) } ?? 0] += weights?[row] ?? 1
        }
    }

    /// Each pair of group and value counts when it is first met.
    private mutating func addDistinct(_ vector: Vector, _ rows: Int, _ groups: [Int32]?) {
        let known = pairs!.count
        let found = pairs!.groups(
            of: [.integers(groups.map { $0.map { Int($0) } } ?? [Int](repeating: 0, count: rows)), vector], count: rows)
        var next = known
        for row in 0..<rows where Int(found[row]) == next {
            next += 1
            if !vector.isNull(at: row) { counts[groups.map { Int($0[row]) } ?? 0] += 1 }
        }
    }

    private mutating func addValues(
        _ vector: Vector?, _ rows: Range<Int>, _ groups: [Int32]?, _ weights: [Int]?
    ) throws(EvaluationError) {
        for row in rows {
            try accumulators[groups.map { Int($0[row]) } ?? 0].add(vector?.value(at: row), times: weights?[row] ?? 1)
        }
    }

    private mutating func turnToAccumulators() {
        accumulators = counts.indices.map { group in
            Accumulator(
                item.function, count: counts[group], integerSum: sums[group], floatSum: floatSums[group],
                isFloat: form == .floats && counts[group] > 0)
        }
        form = .accumulators
    }

    /// A result a group.
    func results() throws(EvaluationError) -> Vector {
        switch form {
        case .count: return .integers(counts)
        case .integers where item.function == .sum: return .integers(sums)
        case .floats where item.function == .sum: return .values(counts.indices.map { counts[$0] == 0 ? .integer(0) : .float(floatSums[$0]) })
        case .integers: return .values(counts.indices.map { counts[$0] == 0 ? .null : .float(Double(sums[$0]) / Double(counts[$0])) })
        case .floats: return .values(counts.indices.map { counts[$0] == 0 ? .null : .float(floatSums[$0] / Double(counts[$0])) })
        case .accumulators:
            var results: [Value] = []
            results.reserveCapacity(accumulators.count)
            for accumulator in accumulators { results.append(try accumulator.result()) }
            return .values(results)
        }
    }

    var bytes: Int {
        (counts.count + sums.count + floatSums.count) * 8 + accumulators.reduce(0) { $0 + $1.bytes } + (pairs?.bytes ?? 0)
    }
}

extension Array {
    fileprivate mutating func grow(to count: Int, _ element: @autoclosure () -> Element) {
        if self.count < count { append(contentsOf: repeatElement(element(), count: count - self.count)) }
    }
}
