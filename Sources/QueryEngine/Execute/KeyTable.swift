import PropertyGraph
import Synchronization

/// Nodes by the values of some properties: the build side of a hash join. Only values that equal themselves are in it, so that
/// equal groups are equal values. A copy may be asked on each thread.
struct KeyTable: Sendable {
    private var table: GroupTable
    /// In place of the table, where each combination of values has a place: the groups are these.
    private var grid: KeyGrid?
    /// In ascending order.
    private var nodes: [Int32] = []
    /// Places in `nodes`: of each group the first one, and of each node the next one of its group; -1 for none.
    private var heads: [Int32] = []
    private var next: [Int32] = []
    let width: Int

    /// Nodes that are put in between two checks of the limits.
    private static let portion = 1 << 16

    var bytes: Int { table.bytes + (nodes.count + heads.count + next.count) * 4 + (grid?.bytes ?? 0) }

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
        grid = KeyGrid(keys, found.count)
        try reservation.set(reservation.bytes + 4 * (grid?.count ?? 0))
        let owners = if let grid { grid.groups(of: keys, count: found.count) } else { try tableGroups(of: keys, count: found.count, context, reservation) }
        nodes = found
        heads = [Int32](repeating: -1, count: grid?.count ?? table.count)
        next = [Int32](repeating: -1, count: nodes.count)
        grid?.mark(owners)
        owners.withUnsafeBufferPointer { owners in
            heads.withUnsafeMutableBufferPointer { heads in
                for place in next.indices.reversed() {
                    let owner = Int(owners[place])
                    next[place] = heads[owner]
                    heads[owner] = Int32(truncatingIfNeeded: place)
                }
            }
        }
    }

    private mutating func tableGroups(
        of keys: [Vector], count: Int, _ context: ExecutionContext, _ reservation: MemoryReservation
    ) throws(EvaluationError) -> [Int32] {
        let read = reservation.bytes
        if !keys.isEmpty { table.layOut(for: keys, count: count) }
        var groups: [Int32] = []
        for start in stride(from: 0, to: count, by: Self.portion) {
            let rows = start..<min(count, start + Self.portion)
            try context.check()
            groups += try table.groups(of: keys.map { $0.slice(rows) }, count: rows.count, context.setting)
            try reservation.set(read + table.bytes)
        }
        return groups
    }

    /// The group of each row; -1 for none.
    mutating func groups(of keys: [Vector], count: Int) -> [Int32] {
        if let grid { return grid.groups(of: keys, count: count) }
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
        var owners: [Int] = []
        var found: [Int32] = []
        owners.reserveCapacity(least)
        found.reserveCapacity(least)
        while row < groups.count, found.count < least {
            var place = groups[row] < 0 ? -1 : heads[Int(groups[row])]
            while place >= 0 {
                found.append(nodes[Int(place)])
                owners.append(row)
                place = next[Int(place)]
            }
            row += 1
        }
        return (owners, found)
    }
}

/// A place for each combination of whole numbers or dates that there can be, where these lie near to each other, as ids mostly do.
private struct KeyGrid {
    private var forms: [KeyForm] = []
    private var places: [KeyPlaces] = []
    private(set) var count = 0
    /// By place, a bit for whether a node has it: fewer bytes to look at than the groups are.
    private var isThere: [UInt64] = []

    var bytes: Int { isThere.count * 8 }

    /// nil where there would be far more places than rows.
    init?(_ keys: [Vector], _ rows: Int) {
        for key in keys {
            guard let form = KeyForm(key), let null = form.nullNumber,
                let own = KeyPlaces(around: KeyForm.words(of: key, rows), null: null, most: 8 * rows, hasRoom: false)
            else { return nil }
            forms.append(form)
            places.append(own)
        }
        guard let count = places.combinations, count <= 8 * rows + 8 else { return nil }
        self.count = count
    }

    /// The place of each row; -1 for values that have none.
    func groups(of keys: [Vector], count rows: Int) -> [Int32] {
        let words = zip(forms, keys).map { form, key in form.words(likeThoseOf: key, rows) }
        let found = places.known(of: words, rows)
        if isThere.isEmpty { return found.map { Int32(truncatingIfNeeded: $0) } }
        return isThere.withUnsafeBufferPointer { isThere in
            found.map { $0 >= 0 && isThere[$0 / 64] >> UInt64($0 % 64) & 1 != 0 ? Int32(truncatingIfNeeded: $0) : -1 }
        }
    }

    /// Nodes have these places, and no others.
    mutating func mark(_ places: [Int32]) {
        isThere = [UInt64](repeating: 0, count: (count + 63) / 64)
        isThere.withUnsafeMutableBufferPointer { isThere in
            for place in places { isThere[Int(place) / 64] |= 1 << UInt64(place % 64) }
        }
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
