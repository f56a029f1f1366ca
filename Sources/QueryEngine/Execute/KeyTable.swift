import PropertyGraph
import Synchronization

/// Nodes by the values of some properties: the build side of a hash join. Only values that equal themselves are in it, so that
/// equal groups are equal values. A copy may be asked on each thread.
struct KeyTable: Sendable {
    private var table: GroupTable
    /// Of each group the nodes, ascending, one group after the other.
    private var nodes: [Int32] = []
    private var starts: [Int] = [0]
    /// In place of these, where it can be made.
    private var numbered: NumberedNodes?
    let width: Int

    /// Nodes that are put in between two checks of the limits.
    private static let portion = 1 << 16

    var bytes: Int { table.bytes + (nodes.count + starts.count) * 12 + (numbered?.bytes ?? 0) }

    init(_ runs: [Range<Int>], _ join: KeyTables.Join, _ evaluator: Evaluator) throws(EvaluationError) {
        let context = evaluator.context
        let reservation = MemoryReservation(context)
        width = join.keys.count
        table = GroupTable(width: width, graph: context.graph, expected: runs.reduce(0) { $0 + $1.count })
        var found: [Int32] = []
        var parts: [[(vector: Vector, count: Int)]] = join.keys.map { _ in [] }
        for run in runs {
            var start = run.lowerBound
            while start < run.upperBound {
                let ids = (start..<min(run.upperBound, start + 2048)).map { Int32($0) }
                start += ids.count
                try context.check()
                context.steps += ids.count
                var (rows, columns) = (Batch(count: ids.count, slots: context.slotCount), [Vector]())
                rows.columns[join.node] = .nodes(ids)
                for key in join.keys { columns.append(try evaluator.evaluate(key, rows)) }
                let kept = columns.rowsEqualToThemselves(ids.count)
                if kept.count < ids.count { columns = columns.map { $0.gather(kept) } }
                found += kept.count == ids.count ? ids : ids.gather(kept)
                for key in columns.indices { parts[key].append((columns[key], kept.count)) }
                try reservation.set(reservation.bytes + columns.reduce(kept.count * 12) { $0 + $1.bytes })
            }
        }
        let keys = found.isEmpty ? [] : parts.map { Vector.joined($0) }
        if keys.count == 1, case .integers(let numbers) = keys[0] { numbered = NumberedNodes(found, by: numbers) }
        if numbered != nil { return }
        let read = reservation.bytes
        if !keys.isEmpty { table.layOut(for: keys, count: found.count) }
        var owners: [Int32] = []
        for start in stride(from: 0, to: found.count, by: Self.portion) {
            let rows = start..<min(found.count, start + Self.portion)
            try context.check()
            owners += try table.groups(of: keys.map { $0.slice(rows) }, count: rows.count, context.setting)
            try reservation.set(read + table.bytes)
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
    mutating func groups(of keys: [Vector], count: Int) -> [Int32] {
        if let numbered { return numbered.nodes(of: keys[0], count: count) }
        let kept = keys.rowsEqualToThemselves(count)
        var groups = [Int32](repeating: -1, count: count)
        if kept.count == count { return table.known(of: keys, count: count) }
        let found = table.known(of: keys.map { $0.gather(kept) }, count: kept.count)
        for (place, row) in kept.enumerated() { groups[row] = found[place] }
        return groups
    }

    /// The nodes of the groups of some rows from `row` on, and whose they are: of all rows, or of fewer where those have `least`. `row`
    /// is then the first that is left.
    func nodes(of groups: [Int32], from row: inout Int, atLeast least: Int) -> (rows: [Int], nodes: [Int32]) {
        if numbered != nil {
            let (first, own) = (row, groups[row...].prefix(least))
            row = own.endIndex
            let rows = [Int](placesBelow: own.count) { own[first + $0] >= 0 }.map { first + $0 }
            return (rows, groups.gather(rows))
        }
        var (end, count) = (row, 0)
        while end < groups.count, count < least {
            if let places = places(of: groups[end]) { count += places.count }
            end += 1
        }
        var owners: [Int] = []
        owners.reserveCapacity(count)
        let found = [Int32](unsafeUninitializedCapacity: count) { found, filled in
            for owner in row..<end {
                guard let places = places(of: groups[owner]) else { continue }
                for place in places {
                    found.initializeElement(at: filled, to: nodes[place])
                    filled += 1
                    owners.append(owner)
                }
            }
        }
        row = end
        return (owners, found)
    }

    @inline(__always)
    private func places(of group: Int32) -> Range<Int>? {
        group >= 0 && Int(group) + 1 < starts.count ? starts[Int(group)]..<starts[Int(group) + 1] : nil
    }
}

/// Nodes by whole numbers near to each other, of which no two nodes have the same, as ids mostly are.
private struct NumberedNodes {
    private let places: NearNumbers
    /// By place; -1 for a number that no node has.
    private var nodes: [Int32]

    var bytes: Int { nodes.count * 4 }

    /// nil where the numbers are too far apart, or two are the same.
    init?(_ found: [Int32], by numbers: [Int]) {
        guard let places = NearNumbers(numbers, most: 8 * found.count) else { return nil }
        self.places = places
        nodes = [Int32](repeating: -1, count: places.count)
        for (number, node) in zip(numbers, found) {
            guard let place = places.place(of: number), nodes[place] < 0 else { return nil }
            nodes[place] = node
        }
    }

    /// The node of each row; -1 for none.
    func nodes(of vector: Vector, count: Int) -> [Int32] {
        if case .integers(let numbers) = vector { return numbers.map(node) }
        return (0..<count).map { row in
            switch vector.value(at: row) {
            case .integer(let number): node(of: number)
            case .float(let number): Int(exactly: number).map(node) ?? -1
            default: -1
            }
        }
    }

    private func node(of number: Int) -> Int32 {
        places.place(of: number).map { nodes[$0] } ?? -1
    }
}

/// What a run looks up by hash: the tables of its joins, so that a join that begins anew for each batch, or on each thread, puts the nodes into a
/// table once; and the nodes of its subqueries.
final class KeyTables: Sendable {
    /// What the nodes are, and what is asked of them: properties, mostly.
    struct Join: Equatable {
        var node: Slot
        var test: NodeTest
        var keys: [Term]
    }

    private struct Entry {
        let join: Join
        var sought = 0
        var table: KeyTable?
    }

    /// A few: the type of a dictionary would be laid out by each process that joins nothing.
    private let entries = Mutex<[Entry]>([])
    /// Of subqueries that are asked from their far end, by number.
    private let sets = Mutex<[(number: Int, sought: Double, nodes: NodeSet?)]>([])
    private let memory: MemoryBudget

    init(_ memory: MemoryBudget) { self.memory = memory }

    deinit {
        for entry in entries.withLock({ $0 }) { memory.giveBack(entry.table?.bytes ?? 0) }
        for set in sets.withLock({ $0 }) { memory.giveBack(set.nodes?.bytes ?? 0) }
    }

    /// The nodes for which the subquery has a row, once that many rows have asked; `make` finds them.
    func nodes(
        of number: Int, rows: Int, atLeast least: Double, _ make: () throws(EvaluationError) -> NodeSet
    ) throws(EvaluationError) -> NodeSet? {
        try sets.withLock { sets throws(EvaluationError) in
            let place = sets.firstIndex { $0.number == number } ?? sets.count
            if place == sets.count { sets.append((number, 0, nil)) }
            sets[place].sought += Double(rows)
            if sets[place].nodes == nil, sets[place].sought >= least {
                let nodes = try make()
                try memory.take(nodes.bytes)
                sets[place].nodes = nodes
            }
            return sets[place].nodes
        }
    }

    /// The table, once enough rows have been looked up to make it worth while; `make` lays it out. Behind a full batch there will be another.
    func table(
        _ join: Join, rows: Int, isFull: Bool, nodes: Int, _ make: () throws(EvaluationError) -> KeyTable
    ) throws(EvaluationError) -> KeyTable? {
        try entries.withLock { entries throws(EvaluationError) in
            let known = entries.firstIndex { $0.join == join }
            var entry = known.map { entries[$0] } ?? Entry(join: join)
            if let table = entry.table { return table }
            entry.sought += rows
            if SeekStep.joinsByHash(rows: entry.sought + (isFull ? rows : 0), nodes: nodes, keys: join.keys.count) {
                let table = try make()
                try memory.take(table.bytes)
                entry.table = table
            }
            if let known { entries[known] = entry } else { entries.append(entry) }
            return entry.table
        }
    }
}

extension [Vector] {
    /// The rows in which no value is null or NaN, nor holds one.
    func rowsEqualToThemselves(_ count: Int) -> [Int] {
        if allSatisfy(\.hasNoNulls) { return [Int](0..<count) }
        return (0..<count).filter { row in allSatisfy { $0.equalsItself(at: row) } }
    }
}

extension Vector {
    /// Whether none of its values is null or NaN, as far as that is seen at once.
    var hasNoNulls: Bool {
        switch self {
        case .integers: true
        case .nodes(let ids), .relationships(let ids): !ids.contains(-1)
        case .dates(let days): !days.contains(Self.nullDate)
        case .strings(let codes, _): !codes.contains(Self.nullCode)
        case .floats, .partial, .booleans, .coded, .lists, .maps, .values, .constant: false
        }
    }

    /// Whether the value is neither null nor NaN, nor holds one.
    fileprivate func equalsItself(at row: Int) -> Bool {
        switch self {
        case .integers: true
        case .floats(let numbers): !numbers[row].isNaN
        case .partial(let numbers, let present): present[row] && numbers.equalsItself(at: row)
        case .nodes, .relationships, .dates, .booleans, .strings: !isNull(at: row)
        case .coded, .lists, .maps, .constant, .values: value(at: row).isCertain
        }
    }
}
