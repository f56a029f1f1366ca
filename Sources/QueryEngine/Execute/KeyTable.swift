import PropertyGraph

/// Nodes by the values of some properties: the build side of a hash join. Only values that equal themselves are in it, so that
/// equal groups are equal values.
struct KeyTable {
    private var table: GroupTable
    /// Of each group the nodes, ascending, one group after the other.
    private var nodes: [Int32] = []
    private var starts: [Int] = [0]
    private let evaluator: Evaluator
    private let holding: Holding
    let width: Int

    var bytes: Int { holding.bytes }

    /// - Parameter keys: numbers of the properties.
    init(_ runs: [Range<Int>], _ keys: [Int], _ evaluator: Evaluator) throws(EvaluationError) {
        let context = evaluator.context
        self.evaluator = evaluator
        holding = Holding(context)
        width = keys.count
        table = GroupTable(width: keys.count, graph: context.graph)
        var owners: [Int32] = []
        var found: [Int32] = []
        for run in runs {
            var start = run.lowerBound
            while start < run.upperBound {
                let ids = (start..<min(run.upperBound, start + 2048)).map { Int32($0) }
                start += ids.count
                try context.check()
                context.steps += ids.count
                var columns: [Vector] = []
                for key in keys { columns.append(try evaluator.property(.nodes(ids), context.graph.keys[key], ids.count)) }
                let kept = ids.indices.filter { row in columns.allSatisfy { $0.equalsItself(at: row) } }
                if kept.count < ids.count { columns = columns.map { $0.gather(kept) } }
                owners += try table.groups(of: columns, count: kept.count, context.setting)
                found += kept.lazy.map { ids[$0] }
                try holding.set(table.bytes + (owners.count + found.count) * 12)
            }
        }
        starts = [Int](repeating: 0, count: table.count + 1)
        for owner in owners { starts[Int(owner) + 1] += 1 }
        for group in 0..<table.count { starts[group + 1] += starts[group] }
        var next = starts
        nodes = [Int32](repeating: 0, count: found.count)
        for (owner, node) in zip(owners, found) {
            nodes[next[Int(owner)]] = node
            next[Int(owner)] += 1
        }
    }

    /// The group of each row; -1 for none.
    mutating func groups(of keys: [Vector], count: Int) throws(EvaluationError) -> [Int32] {
        let kept = (0..<count).filter { row in keys.allSatisfy { $0.equalsItself(at: row) } }
        var groups = [Int32](repeating: -1, count: count)
        let found = try table.groups(of: keys.map { kept.count < count ? $0.gather(kept) : $0 }, count: kept.count, evaluator.context.setting)
        for (place, row) in kept.enumerated() { groups[row] = found[place] }
        try holding.set(table.bytes + nodes.count * 12)
        return groups
    }

    func nodes(of group: Int32) -> ArraySlice<Int32> {
        guard group >= 0, Int(group) + 1 < starts.count else { return [] }
        return nodes[starts[Int(group)]..<starts[Int(group) + 1]]
    }
}

extension Vector {
    /// Whether the value is neither null nor NaN, nor holds one.
    fileprivate func equalsItself(at row: Int) -> Bool {
        switch self {
        case .integers: true
        case .floats(let numbers): !numbers[row].isNaN
        case .partial(let numbers, let present): present[row] && numbers.equalsItself(at: row)
        case .nodes, .relationships, .dates, .booleans, .strings: !isNull(at: row)
        case .values(let values): values[row].isCertain
        case .constant(let value): value.isCertain
        }
    }
}
