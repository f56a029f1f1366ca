import Diagnostics
import PropertyGraph

/// One aggregate over all groups: plain numbers as long as unboxed vectors come, accumulators from the first batch on
/// that brings anything else.
struct AggregateState {
    private enum Form {
        case count
        /// sum and avg of integers so far, or of floats so far.
        case integers, floats
        /// min and max of one kind of unboxed values.
        case extremes
        /// The values of collect and the like as they came.
        case lists
        /// DISTINCT of another function than count: what it is of is known at the end.
        case distinct
        case accumulators
    }

    private let item: AggregateItem
    private let percentile: Double
    private let setting: ExecutionContext.Setting
    private var form: Form
    private var isEmpty = true
    private var counts: [Int] = []
    private var sums: [Int] = []
    private var floatSums: [Double] = []
    private var extremes = TypedExtremes()
    private var lists = TypedLists()
    private var accumulators: [Accumulator] = []
    /// Of DISTINCT.
    private var pairs: DistinctPairs?

    init(_ item: AggregateItem, percentile: Double, graph: Graph, _ setting: ExecutionContext.Setting) {
        self.item = item
        self.setting = setting
        self.percentile = percentile
        switch item.function {
        case .countRows, .count: form = .count
        case .min, .max: (form, extremes.wantsGreatest) = (.extremes, item.function == .max)
        case .sum, .avg: form = item.distinct ? .distinct : .integers
        case .collect, .stDev, .stDevP, .percentileCont, .percentileDisc: form = item.distinct ? .distinct : .lists
        }
        guard item.distinct, item.argument != nil, form == .count || form == .distinct else { return }
        pairs = DistinctPairs(parts: max(1, item.distinctParts.count), graph: graph, onlyCount: form == .count)
    }

    /// - Parameters:
    ///   - vector: of the argument; nil for count(*).
    ///   - groups: by row; nil where there is but one.
    mutating func add(
        _ vector: Vector?, rows: Int, groups: [Int32]?, of count: Int, weights: [Int]?
    ) throws(EvaluationError) {
        if case .partial(let numbers, let present)? = vector, form != .count, form != .lists {
            let kept = present.withUnsafeBufferPointer { present in [Int](placesBelow: rows) { present[$0] } }
            return try add(numbers.gather(kept), rows: kept.count, groups: groups?.gather(kept), of: count, weights: weights?.gather(kept))
        }
        grow(to: count)
        switch (form, vector) {
        case (_, .constant(.null)?) where form != .count: break
        case (.extremes, let vector?) where extremes.add(vector, groups, rows): break
        case (.lists, let vector?) where weights == nil && lists.add(vector, groups, rows, item.function): break
        case (.count, let vector):
            if pairs != nil, let vector { try pairs!.add([vector], rows, groups, &counts, setting) } else { try addCounts(vector, rows, groups, weights) }
        case (.distinct, let vector?): try pairs!.add([vector], rows, groups, &counts, setting)
        case (.integers, .integers(let numbers)?):
            isEmpty = false
            let done = weights == nil ? addUnweighted(numbers, groups) : addWeighted(numbers, groups, weights!)
            if done < rows {
                // Row by row it finds its fault, or goes on in floats.
                try turnToAccumulators()
                try addValues(vector, done..<rows, groups, weights)
            }
        case (.integers, .floats?) where isEmpty:
            form = .floats
            return try add(vector, rows: rows, groups: groups, of: count, weights: weights)
        case (.floats, .floats(let numbers)?) where weights == nil:
            isEmpty = false
            guard let groups else {
                floatSums[0] = numbers.reduce(floatSums[0], +)
                counts[0] += rows
                break
            }
            _ = numbers.withUnsafeBufferPointer { numbers in
                Self.each(groups, &floatSums, &counts) { row, sum, count in
                    sum += numbers[row]
                    count += 1
                    return true
                }
            }
        default:
            try turnToAccumulators()
            try addValues(vector, 0..<rows, groups, weights)
        }
    }

    /// Takes over what another state knows of rows that come after those here.
    /// - Parameters:
    ///   - groups: by group of the other, the group here.
    ///   - count: groups here.
    mutating func merge(_ other: AggregateState, into groups: [Int32], of count: Int) throws(EvaluationError) {
        var other = other
        other.grow(to: groups.count)
        if form == .distinct, other.form != .distinct { self = try ofDistinctValues() }
        if form != .distinct, other.form == .distinct { other = try other.ofDistinctValues() }
        if form == .integers, isEmpty, other.form == .floats { form = .floats }
        if other.form == .integers, other.isEmpty, form == .floats { other.form = .floats }
        grow(to: count)
        if other.form != form {
            try turnToAccumulators()
            try other.turnToAccumulators()
        }
        isEmpty = isEmpty && other.isEmpty
        switch form {
        case .count:
            if let others = other.pairs {
                try pairs!.merge(others, into: groups, &counts, setting)
            } else {
                for (from, to) in groups.enumerated() { counts[Int(to)] = try .counting(counts[Int(to)], other.counts[from]) }
            }
        case .integers:
            var overflows = false
            Self.each(groups, &sums) { from, sum in
                let (new, overflow) = sum.addingReportingOverflow(other.sums[from])
                (sum, overflows) = (new, overflows || overflow)
            }
            if overflows { throw EvaluationError(.integerOverflow("the sum")) }
            Self.each(groups, &counts) { $1 += other.counts[$0] }
        case .floats:
            Self.each(groups, &floatSums) { $1 += other.floatSums[$0] }
            Self.each(groups, &counts) { $1 += other.counts[$0] }
        case .extremes:
            if !extremes.merge(other.extremes, groups) {
                try turnToAccumulators()
                try other.turnToAccumulators()
                for (from, to) in groups.enumerated() { try accumulators[Int(to)].merge(other.accumulators[from]) }
            }
        case .lists: lists.merge(other.lists, groups)
        case .distinct: try pairs!.merge(other.pairs!, into: groups, &counts, setting)
        case .accumulators:
            for (from, to) in groups.enumerated() { try accumulators[Int(to)].merge(other.accumulators[from]) }
        }
    }

    /// No more rows of its groups are to come: what only tells apart values that were met before is let go.
    mutating func settle() throws(EvaluationError) {
        if form == .distinct { self = try ofDistinctValues() }
        pairs = nil
    }

    /// The aggregate without DISTINCT, of each value of a group once, in the order in which they came.
    private func ofDistinctValues() throws(EvaluationError) -> AggregateState {
        guard let pairs else { return self }
        var state = AggregateState(item.withoutDistinct, percentile: percentile, graph: pairs.graph, setting)
        let (values, groups, count) = pairs.rows
        try state.add(values, rows: count, groups: groups, of: counts.count, weights: nil)
        return state
    }

    /// Before the results.
    mutating func settlePairs() throws(EvaluationError) { try pairs?.settle(&counts, setting) }

    /// Sets the number of groups; those that are new have no rows.
    mutating func grow(to count: Int) {
        switch form {
        case .count, .distinct: counts.grow(to: count, 0)
        case .integers, .floats:
            counts.grow(to: count, 0)
            sums.grow(to: count, 0)
            floatSums.grow(to: count, 0)
        case .extremes: extremes.grow(to: count)
        case .lists: lists.count = max(lists.count, count)
        case .accumulators: accumulators.grow(to: count, Accumulator(item.function, percentile: percentile))
        }
    }

    /// Rows until a sum does not fit, all of them where none does not.
    private mutating func addUnweighted(_ numbers: [Int], _ groups: [Int32]?) -> Int {
        guard let groups else {
            var (total, done) = (sums[0], numbers.count)
            for row in 0..<numbers.count {
                let (sum, overflow) = total.addingReportingOverflow(numbers[row])
                if overflow {
                    done = row
                    break
                }
                total = sum
            }
            sums[0] = total
            counts[0] += done
            return done
        }
        return numbers.withUnsafeBufferPointer { numbers in
            Self.each(groups, &sums, &counts) { row, sum, count in
                let (new, overflow) = sum.addingReportingOverflow(numbers[row])
                if overflow { return false }
                sum = new
                count += 1
                return true
            }
        }
    }

    private mutating func addWeighted(_ numbers: [Int], _ groups: [Int32]?, _ weights: [Int]) -> Int {
        for row in numbers.indices {
            let group = groups.map { Int($0[row]) } ?? 0
            let (product, high) = numbers[row].multipliedReportingOverflow(by: weights[row])
            let (sum, carry) = sums[group].addingReportingOverflow(product)
            let (count, overflow) = counts[group].addingReportingOverflow(weights[row])
            if high || carry || overflow { return row }
            sums[group] = sum
            counts[group] = count
        }
        return numbers.count
    }

    /// Calls `body` for each row with what its group has, until it answers false. How many rows it took.
    @inline(__always) @discardableResult
    private static func each<Sum>(
        _ groups: [Int32], _ sums: inout [Sum], _ counts: inout [Int],
        _ body: (_ row: Int, _ sum: inout Sum, _ count: inout Int) -> Bool
    ) -> Int {
        groups.withUnsafeBufferPointer { groups in
            sums.withUnsafeMutableBufferPointer { sums in
                counts.withUnsafeMutableBufferPointer { counts in
                    for row in groups.indices {
                        let group = Int(groups[row])
                        if !body(row, &sums[group], &counts[group]) { return row }
                    }
                    return groups.count
                }
            }
        }
    }

    @inline(__always)
    private static func each<Sum>(_ groups: [Int32], _ sums: inout [Sum], _ body: (_ row: Int, _ sum: inout Sum) -> Void) {
        sums.withUnsafeMutableBufferPointer { sums in
            for (row, group) in groups.enumerated() { body(row, &sums[Int(group)]) }
        }
    }

    private mutating func addCounts(_ vector: Vector?, _ rows: Int, _ groups: [Int32]?, _ weights: [Int]?) throws(EvaluationError) {
        guard weights == nil else {
            for row in 0..<rows where vector?.isNull(at: row) != true {
                let group = groups.map { Int($0[row]) } ?? 0
                counts[group] = try .counting(counts[group], weights![row])
            }
            return
        }
        // Whether a row has a value, as a number.
        let present: [Int8]?
        switch vector.map({ Evaluator.isNull($0, negated: true, rows) }) {
        case .booleans(let truths)?: present = truths
        case .constant(.boolean(false))?: return
        default: present = nil
        }
        guard let groups else {
            counts[0] += present.map { $0.reduce(0) { $0 + Int($1) } } ?? rows
            return
        }
        counts.withUnsafeMutableBufferPointer { counts in
            guard let present else {
                for group in groups { counts[Int(group)] += 1 }
                return
            }
            for (group, number) in zip(groups, present) { counts[Int(group)] += Int(number) }
        }
    }

    /// As `add`, of count(DISTINCT …) of the parts.
    mutating func addDistinct(_ parts: [Vector], rows: Int, groups: [Int32]?, of count: Int) throws(EvaluationError) {
        grow(to: count)
        try pairs!.add(parts, rows, groups, &counts, setting)
    }

    private mutating func addValues(
        _ vector: Vector?, _ rows: Range<Int>, _ groups: [Int32]?, _ weights: [Int]?
    ) throws(EvaluationError) {
        let setting = setting
        for row in rows {
            try accumulators[groups.map { Int($0[row]) } ?? 0].add(vector?.value(at: row), times: weights?[row] ?? 1, setting)
        }
    }

    private mutating func turnToAccumulators() throws(EvaluationError) {
        let empty = Accumulator(item.function, percentile: percentile)
        switch form {
        case .accumulators, .distinct: return
        case .extremes:
            accumulators = [Accumulator](repeating: empty, count: extremes.count)
            let values = extremes.results()
            for group in 0..<extremes.count { try accumulators[group].add(values.value(at: group), times: 1, setting) }
            extremes = TypedExtremes()
        case .lists:
            accumulators = [Accumulator](repeating: empty, count: lists.count)
            let (values, owners) = lists.taken()
            for row in owners.indices { try accumulators[Int(owners[row])].add(values.value(at: row), times: 1, setting) }
        case .count, .integers, .floats:
            accumulators = counts.indices.map { group in
                Accumulator(
                    item.function, count: counts[group], integerSum: sums[group], floatSum: floatSums[group],
                    isFloat: form == .floats && counts[group] > 0)
            }
        }
        form = .accumulators
    }

    /// A result a group for each of the aggregates, which are of the same values: this one alone, or `Grouping.lead` has put them together.
    func results(for aggregates: [AggregateState]) throws(EvaluationError) -> [Vector] {
        var results: [Vector] = []
        switch form {
        case .count: results.append(.integers(counts))
        case .integers, .floats: results.append(sum)
        case .extremes: results.append(extremes.results())
        case .lists:
            let (values, starts) = lists.grouped()
            for state in aggregates { results.append(try TypedLists.results(state.item.function, state.percentile, values, starts)) }
        case .distinct:
            let plain = try ofDistinctValues()
            return try plain.results(for: [plain])
        case .accumulators:
            for state in aggregates {
                var all: [Value] = []
                for accumulator in accumulators { all.append(try accumulator.result(state.item.function, state.percentile)) }
                results.append(.unboxed(all))
            }
        }
        return results
    }

    private var sum: Vector {
        if form == .integers, item.function == .sum { return .integers(sums) }
        return .unboxed(counts.indices.map { group in
            let sum = form == .integers ? Double(sums[group]) : floatSums[group]
            if item.function == .sum { return counts[group] == 0 ? .integer(0) : .float(sum) }
            return counts[group] == 0 ? .null : .float(sum / Double(counts[group]))
        })
    }

    var bytes: Int {
        (counts.count + sums.count + floatSums.count) * 8 + extremes.bytes + lists.bytes + accumulators.reduce(0) { $0 + $1.bytes } + (pairs?.bytes ?? 0)
    }
}

extension Array {
    fileprivate mutating func grow(to count: Int, _ element: @autoclosure () -> Element) {
        if self.count < count { append(contentsOf: repeatElement(element(), count: count - self.count)) }
    }
}
