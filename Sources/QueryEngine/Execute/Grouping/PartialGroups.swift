import Diagnostics
import PropertyGraph

/// Rows put into groups, and what is known of each group so far.
struct PartialGroups {
    private let grouping: Grouping
    /// nil while the groups wait to be merged.
    private var evaluator: Evaluator?
    private var states: [AggregateState] = []
    /// By aggregate, the one that holds its values.
    private let leads: [Int]
    /// nil where there are no keys and so but one group.
    private var table: GroupTable?
    /// The groups are those of what the keys are computed from; nil until there are rows.
    private var areOfBase: Bool?
    private var hasBegun = false
    private var reservation: MemoryReservation?
    /// Of groups that wait to be merged, and of groups that were merged without a table: the keys part by part, a vector a key.
    private var parts: [(keys: [Vector], count: Int)] = []
    private var count = 1
    /// Groups that are merged are all different: they need no table.
    private var isDisjoint = false
    /// Of the leaf, where each of them has a group.
    private let rows: Int

    /// - Parameters:
    ///   - table: an empty one of the same grouping, to be used again.
    ///   - rows: how many the leaf has.
    init(_ grouping: Grouping, _ evaluator: Evaluator, table: GroupTable? = nil, rows: Int = 0) {
        self.grouping = grouping
        leads = grouping.aggregates.indices.map(grouping.lead)
        self.rows = rows
        self.evaluator = evaluator
        self.table = table
    }

    /// Not before there are rows: a clause below may write to the graph.
    private mutating func begin() throws(EvaluationError) {
        if hasBegun { return }
        hasBegun = true
        let evaluator = evaluator!
        reservation = MemoryReservation(evaluator.context)
        states = try emptyStates()
        if !grouping.keys.isEmpty, table == nil, !isDisjoint { table = GroupTable(width: grouping.keys.count, graph: evaluator.context.graph) }
        if grouping.givesEachRow { _ = try table!.groups(of: [.integers(Array(0..<rows))], count: rows, evaluator.context.setting) }
    }

    private func emptyStates() throws(EvaluationError) -> [AggregateState] {
        let evaluator = evaluator!
        var states: [AggregateState] = []
        for item in grouping.aggregates {
            let fraction = try Self.placed(item) { () throws(EvaluationError) in try Self.percentile(item, evaluator) }
            states.append(AggregateState(item, percentile: fraction, graph: evaluator.context.graph, evaluator.context.setting))
        }
        return states
    }

    /// By what rows are put into groups: keys, or what these are computed from.
    private mutating func keys(_ batch: Batch) throws(EvaluationError) -> [Vector] {
        let evaluator = evaluator!
        if let base = grouping.base, areOfBase != false {
            let vector = try evaluator.evaluate(base.term, batch)
            if areOfBase == nil {
                areOfBase = vector.hasExactValues && (evaluator.context.setting.limits.groupsByValue ?? vector.isOfFewValues(batch.count))
                if areOfBase == true { table = GroupTable(width: 1, graph: evaluator.context.graph) }
            }
            if areOfBase == true, vector.hasExactValues { return [vector] }
            try groupByKeys()
        }
        var keys: [Vector] = []
        for key in grouping.keys { keys.append(evaluator.context.spread(try evaluator.evaluate(key.term, batch), batch.count)) }
        return keys
    }

    /// Puts groups of what the keys are computed from into groups of the keys.
    private mutating func groupByKeys() throws(EvaluationError) {
        guard areOfBase == true, let base = grouping.base, let evaluator else { return }
        areOfBase = false
        var rows = Batch(count: groupCount, slots: evaluator.context.setting.slotCount)
        rows.columns[base.slot] = table?.column(0) ?? parts[0].keys[0]
        var keys: [Vector] = []
        for key in base.keys { keys.append(try evaluator.evaluate(key, rows)) }
        var byKeys = GroupTable(width: keys.count, graph: evaluator.context.graph)
        let groups = try byKeys.groups(of: keys, count: rows.count, evaluator.context.setting)
        var merged = try emptyStates()
        for index in merged.indices { try merged[index].merge(states[index], into: groups, of: byKeys.count) }
        (states, count) = (merged, byKeys.count)
        if table == nil { parts = [(byKeys.columns, byKeys.count)] } else { table = byKeys }
    }

    mutating func add(_ batch: Batch) throws(EvaluationError) {
        try begin()
        let evaluator = evaluator!
        evaluator.context.steps += batch.count
        var groups: [Int32]?
        var carried = 0
        if table != nil {
            let keys = try keys(batch)
            groups = try table!.groups(of: keys, count: batch.count, evaluator.context.setting)
            carried += reservation!.isLimited ? keys.reduce(0) { $0 + $1.bytes } : 0
        }
        var last: (term: Term, vector: Vector)?
        for (index, item) in grouping.aggregates.enumerated() where leads[index] == index {
            if item.distinctParts.count > 1 {
                var parts: [Vector] = []
                for part in item.distinctParts { parts.append(try evaluator.evaluate(part, batch)) }
                try states[index].addDistinct(parts, rows: batch.count, groups: groups, of: table?.count ?? 1)
                continue
            }
            if let term = item.argument, last?.term != term || !term.isDeterministic { last = (term, try evaluator.evaluate(term, batch)) }
            let vector = item.argument == nil ? nil : last?.vector
            if item.function.keepsValues, reservation!.isLimited { carried += vector?.bytes ?? 0 }
            try Self.placed(item) { () throws(EvaluationError) in
                try states[index].add(
                    vector, rows: batch.count, groups: groups, of: table?.count ?? 1, weights: batch.weights)
            }
        }
        try reservation!.grow(by: batch.count, carrying: carried) { bytes }
    }

    /// One row a group; nil for none.
    mutating func result() throws(EvaluationError) -> Batch? {
        if !hasBegun {
            guard grouping.keys.isEmpty || grouping.givesEachRow else { return nil }
            try begin()
            for index in states.indices { states[index].grow(to: groupCount) }
        }
        try groupByKeys()
        for index in states.indices { try states[index].settlePairs() }
        var out = Batch(count: groupCount, slots: evaluator!.context.setting.slotCount)
        for (index, key) in grouping.keys.enumerated() {
            out.columns[key.slot] = table?.column(index) ?? Vector.joined(parts.map { ($0.keys[index], $0.count) })
        }
        for (index, item) in grouping.aggregates.enumerated() where leads[index] == index {
            let together = leads.indices.filter { leads[$0] == index }
            try Self.placed(item) { () throws(EvaluationError) in
                let results = try states[index].results(for: together.map { states[$0] })
                for (place, vector) in zip(together, results) {
                    try evaluator!.admit(vector)
                    out.columns[grouping.aggregates[place].slot] = vector
                }
            }
        }
        return out
    }

    var groupCount: Int { table?.count ?? count }

    var bytes: Int {
        (table?.bytes ?? 0) + states.reduce(0) { $0 + $1.bytes } + parts.reduce(0) { $0 + $1.keys.reduce(0) { $0 + $1.bytes } }
    }

    // MARK: Merging

    /// Without what only finding groups needs, to be handed to another thread; and the table, empty again.
    /// - Parameter isDisjoint: its groups are in no other ones.
    func finished(isDisjoint: Bool) throws(EvaluationError) -> (groups: PartialGroups, table: GroupTable?) {
        try reservation?.set(bytes)
        var finished = self
        // Groups of the same values are the same ones on all threads, but for those of values that no two have in common.
        if isDisjoint { try finished.groupByKeys() }
        finished.evaluator = nil
        if isDisjoint { for index in finished.states.indices { try finished.states[index].settle() } }
        finished.count = grouping.keys.isEmpty ? 1 : 0
        guard var table = finished.table else { return (finished, nil) }
        finished.count = table.count
        finished.parts = [(table.columns, table.count)]
        finished.table = nil
        // What held the values of the base would be of another kind.
        if areOfBase == true { return (finished, nil) }
        table.removeAll()
        return (finished, table)
    }

    /// Of finished groups, ones that others can be merged into: if `isDisjoint`, others that have no group in common with them.
    func resumed(_ evaluator: Evaluator, isDisjoint: Bool) throws(EvaluationError) -> PartialGroups {
        var resumed = self
        (resumed.evaluator, resumed.isDisjoint) = (evaluator, isDisjoint)
        if let keys = parts.first?.keys, !isDisjoint {
            var table = GroupTable(width: keys.count, graph: evaluator.context.graph)
            _ = try table.groups(of: keys, count: count, evaluator.context.setting)
            (resumed.table, resumed.parts) = (table, [])
        }
        return resumed
    }

    /// Finished groups of rows that come after those here.
    mutating func merge(_ other: PartialGroups) throws(EvaluationError) {
        guard other.hasBegun else { return }
        var other = other
        if !hasBegun {
            areOfBase = other.areOfBase
            if areOfBase == true, !isDisjoint { table = GroupTable(width: 1, graph: evaluator!.context.graph) }
        }
        try begin()
        if areOfBase != other.areOfBase {
            other.evaluator = evaluator
            try groupByKeys()
            try other.groupByKeys()
        }
        var groups: [Int32] = [0]
        if let keys = other.parts.first?.keys {
            if isDisjoint {
                groups = (0..<other.count).map { Int32(count + $0) }
                parts += other.parts
                count += other.count
            } else {
                groups = try table!.groups(of: keys, count: other.count, evaluator!.context.setting)
            }
        }
        for index in states.indices { try states[index].merge(other.states[index], into: groups, of: groupCount) }
        try reservation!.grow(by: other.count) { bytes }
    }

    // MARK: Faults

    /// What fails without a place of its own fails where the aggregate was written.
    private static func placed<Result>(
        _ item: AggregateItem, _ body: () throws(EvaluationError) -> Result
    ) throws(EvaluationError) -> Result {
        do { return try body() } catch { throw error.placed(at: item.place) }
    }

    private static func percentile(_ item: AggregateItem, _ evaluator: Evaluator) throws(EvaluationError) -> Double {
        guard let parameter = item.parameter else { return 0 }
        let value = try evaluator.evaluate(parameter, evaluator.context.emptyRow()).value(at: 0)
        let percentile: Double
        switch value {
        case .float(let number): percentile = number
        case .integer(let number): percentile = Double(number)
        default: throw .wrongArgument(value, "a number", "\(item.function.rawValue)()").placed(at: parameter)
        }
        guard (0...1).contains(percentile) else {
            throw EvaluationError(.numberOutOfRange("a percentile lies between 0 and 1, not \(percentile)")).placed(at: parameter)
        }
        return percentile
    }
}

extension Grouping {
    /// The first aggregate that holds the same values as the one at `index`, which then holds none: percentiles and deviations of one argument.
    func lead(of index: Int) -> Int {
        let item = aggregates[index]
        guard item.keepsNumbers else { return index }
        return aggregates.firstIndex { $0.keepsNumbers && $0.argument == item.argument } ?? index
    }
}

extension AggregateItem {
    /// Of count(DISTINCT …) what differs: the elements of a list that is written out, else the argument. Empty for any other.
    var distinctParts: [Term] {
        guard function == .count, distinct, let argument else { return [] }
        if case .list(let items) = argument.kind, (2...4).contains(items.count) { return items }
        return [argument]
    }
}

extension AggregateItem {
    var withoutDistinct: AggregateItem {
        var item = self
        item.distinct = false
        return item
    }

    fileprivate var keepsNumbers: Bool { function.keepsValues && function != .collect && !distinct && argument?.isDeterministic == true }
}
