import PropertyGraph

/// The pairs of group and value of an aggregate of DISTINCT values, or the values of a single group: each counts when it is first met.
struct DistinctPairs {
    private var pairs: GroupTable
    /// In place of the pairs, where a bit for each that there can be takes no more room.
    private var bits: PairBits?
    /// Pairs from which on it is asked whether it does.
    private var triesBitsFrom = 1 << 12
    private var values: GroupTable
    /// Values of other threads, of the one group.
    private var waiting: [GroupTable] = []
    private let empty: GroupTable
    let graph: Graph
    private let onlyCount: Bool

    /// - Parameters:
    ///   - parts: of a value; of a list that is written out, each element is one.
    ///   - onlyCount: the values themselves are not asked for.
    init(parts: Int, graph: Graph, onlyCount: Bool) {
        (pairs, values) = (GroupTable(width: 1 + parts, graph: graph), GroupTable(width: parts, graph: graph))
        empty = values
        (self.graph, self.onlyCount) = (graph, onlyCount)
        if !onlyCount { triesBitsFrom = .max }
    }

    /// The values in the order in which they came, with their groups; null is among them.
    var rows: (values: Vector, groups: [Int32]?, count: Int) {
        if pairs.count > 0 { (pairs.column(1), pairs.column(0).groupNumbers(pairs.count), pairs.count) } else { (values.column(0), nil, values.count) }
    }

    var bytes: Int { waiting.reduce(pairs.bytes + values.bytes + (bits?.bytes ?? 0)) { $0 + $1.bytes } }

    /// Adds to `counts`, by group, the values that are new there. A list is its parts: it is never null itself.
    /// - Parameter groups: by row; nil where there is but one, always or never.
    mutating func add(
        _ parts: [Vector], _ rows: Int, _ groups: [Int32]?, _ counts: inout [Int], _ setting: ExecutionContext.Setting
    ) throws(EvaluationError) {
        if let groups, bits?.add(parts[0], groups, &counts) == true { return }
        if let bits = bits.take() {
            // A value that has no bit, or too many groups. What is in has been counted.
            (triesBitsFrom, pairs) = (.max, try bits.pairs(pairs, setting))
        }
        var next = groups == nil ? values.count : pairs.count
        let found: [Int32]
        if let groups {
            // As nodes, whose numbers take half a word: a pair of them is one word.
            found = try pairs.groups(of: [.nodes(groups)] + parts, count: rows, setting)
        } else {
            found = try values.groups(of: parts, count: rows, setting)
        }
        for row in 0..<rows where Int(found[row]) == next {
            next += 1
            if parts.count > 1 || !parts[0].isNull(at: row) { counts[groups.map { Int($0[row]) } ?? 0] += 1 }
        }
        guard pairs.count >= triesBitsFrom, parts.count == 1 else { return }
        triesBitsFrom = 2 * pairs.count
        bits = PairBits(pairs, counts.count, graph)
        if bits != nil { pairs.removeAll() }
    }

    /// Values that are put together at once; more wait for all cores.
    private static let most = 1 << 13

    /// Counts the values that wait: each core those that fall to it.
    mutating func settle(_ counts: inout [Int], _ setting: ExecutionContext.Setting) throws(EvaluationError) {
        if waiting.isEmpty { return }
        let tables = [values] + waiting
        waiting = []
        let workers = setting.limits.sharing.workers
        guard workers > 1, let forms = values.wordForms, tables.allSatisfy({ $0.wordForms == forms }) else {
            for table in tables.dropFirst() { try add(table.columns, table.count, nil, &counts, setting) }
            return
        }
        let found = Slots<Result<Int, EvaluationError>>(workers)
        Workers.run(workers, on: workers) { [empty] part in
            found[part] = Result { () throws(EvaluationError) in
                var own = empty
                for table in tables {
                    try setting.check()
                    let groups = table.groups(ofPart: part, of: workers)
                    _ = try own.groups(of: table.columns.map { $0.gather(groups) }, count: groups.count, setting)
                }
                let column = own.column(0)
                return own.width > 1 ? own.count : (0..<own.count).count { !column.isNull(at: $0) }
            }
        }
        var sum = 0
        for part in found.all { sum += try part.get() }
        (counts[0], values) = (sum, empty)
    }

    /// - Parameter groups: by group of the other, the group here.
    mutating func merge(
        _ other: DistinctPairs, into groups: [Int32], _ counts: inout [Int], _ setting: ExecutionContext.Setting
    ) throws(EvaluationError) {
        if other.values.count > Self.most, onlyCount { waiting.append(other.values) } else if other.values.count > 0 {
            try add(other.values.columns, other.values.count, nil, &counts, setting)
        }
        if let theirs = other.bits {
            if pairs.count == 0, bits == nil, triesBitsFrom < .max { bits = theirs.emptied }
            if bits?.merge(theirs, groups, &counts) == true { return }
        }
        let pairs = try other.bits?.pairs(other.pairs, setting) ?? other.pairs
        let columns = pairs.columns
        guard pairs.count > 0 else { return }
        try add(Array(columns.dropFirst()), pairs.count, columns[0].groupNumbers(pairs.count).map { groups[Int($0)] }, &counts, setting)
    }
}

extension Vector {
    /// Of nodes that stand for groups, which may lie beside tagged values.
    func groupNumbers(_ rows: Int) -> [Int32] {
        if case .nodes(let ids) = self { return ids }
        return (0..<rows).map { if case .node(let group) = value(at: $0) { group.index } else { 0 } }
    }
}
