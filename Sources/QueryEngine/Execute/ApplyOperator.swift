import CypherSyntax
import PropertyGraph

/// Each row with the rows that a plan makes of it: `CALL { … }`, and patterns out of which paths are selected.
final class ApplyOperator: Operator {
    private let input: any Operator
    private let inner: Plan
    private let apply: Apply
    private let context: ExecutionContext
    /// All rows come in before the plan changes anything.
    private let writes: Bool
    /// The plan runs for all rows at once, which leave as they came.
    private let writesApart: Bool
    private var waiting: [Batch]?
    private let reservation: MemoryReservation
    private var portion: RowPortion
    private(set) var held = 0

    init(_ input: any Operator, inner: Plan, _ apply: Apply, _ context: ExecutionContext) {
        self.input = input
        self.inner = inner
        self.apply = apply
        self.context = context
        writes = inner.writes
        writesApart = apply.writesApart(inner)
        portion = RowPortion(holdsRows: apply.holdsRows)
        reservation = MemoryReservation(context)
    }

    private func nextInput() throws(EvaluationError) -> Batch? {
        guard writes else { return try input.next() }
        if waiting == nil {
            let batches = try input.all(reservation)
            if writesApart, let all = Batch.joined(batches.map(argument)) {
                let results = inner.start(context, argument: all)
                while let result = try results.next() { held = max(held, all.bytes + result.bytes) }
            }
            waiting = batches.reversed()
        }
        return waiting!.popLast()
    }

    func next() throws(EvaluationError) -> Batch? {
        if writesApart { return try nextInput() }
        while let batch = try nextInput() {
            try context.check()
            var rows: [Int] = []
            var found: [Batch] = []
            if !writes, inner.isRowwise {
                var start = 0
                while start < batch.count {
                    let (part, steps) = (portion.rows(from: start, of: batch.count), context.steps)
                    let results = inner.start(context, argument: argument(batch.part(part)))
                    while let result = try results.next() {
                        rows += result.numbers(apply.row).map { start + $0 }
                        found.append(result)
                    }
                    portion.adapt(to: context.steps - steps)
                    start = part.upperBound
                }
            } else {
                for row in 0..<batch.count {
                    let results = inner.start(context, argument: argument(batch.slice(row..<row + 1)))
                    while let result = try results.next() {
                        rows += repeatElement(row, count: result.count)
                        found.append(result)
                    }
                }
            }
            held = max(held, batch.bytes + found.reduce(0) { $0 + $1.bytes })
            if apply.isUnit { return batch }
            if let out = joined(batch, rows, Batch.joined(found)) { return out }
        }
        return nil
    }

    private func argument(_ batch: Batch) -> Batch {
        var argument = apply.imports.map(batch.narrowed) ?? batch
        argument.weights = nil
        return argument
    }

    /// In the order of the rows; under OPTIONAL those without a result have nulls.
    private func joined(_ batch: Batch, _ rows: [Int], _ found: Batch?) -> Batch? {
        var order = Array(rows.indices)
        var all = rows
        if apply.optional {
            let missing = Set(0..<batch.count).subtracting(rows)
            all += missing.sorted()
            order = Array(all.indices).sorted { (all[$0], $0) < (all[$1], $1) }
        }
        guard !all.isEmpty else { return nil }
        var out = batch.gather(order.map { all[$0] })
        for slot in apply.outputs {
            let results: [(vector: Vector, count: Int)] = found.map { [($0[slot], $0.count)] } ?? []
            let nulls: [(vector: Vector, count: Int)] =
                all.count > rows.count ? [(.constant(.null), all.count - rows.count)] : []
            let vector = Vector.joined(results + nulls)
            out.columns[slot] = apply.optional ? vector.gather(order) : vector
        }
        return out
    }
}

/// Rows that a plan is run for at once: few where it makes many of each and has to hold them.
struct RowPortion {
    private var count: Int
    private let isFixed: Bool

    init(holdsRows: Bool) { (count, isFixed) = (holdsRows ? 64 : .max, !holdsRows) }

    func rows(from start: Int, of all: Int) -> Range<Int> { start..<start + min(count, all - start) }

    /// After a portion that took that many steps.
    mutating func adapt(to steps: Int) {
        if !isFixed { count = steps < 1 << 18 ? min(count * 2, 4096) : max(8, count / 2) }
    }
}

/// Of the paths between the same two nodes those that the selector takes, the shortest first.
final class SelectOperator: Operator {
    private let input: any Operator
    private let path: Slot
    private let by: [Slot]
    private let selector: PathSelector
    private let reservation: MemoryReservation
    private var done = false
    private(set) var held = 0

    init(_ input: any Operator, path: Slot, by: [Slot], _ selector: PathSelector, _ context: ExecutionContext) {
        reservation = MemoryReservation(context)
        self.input = input
        self.path = path
        self.by = by
        self.selector = selector
    }

    func next() throws(EvaluationError) -> Batch? {
        if done { return nil }
        done = true
        guard let all = Batch.joined(try input.all(reservation)) else { return nil }
        held = 2 * all.bytes
        // A row without a path, for part of it is null, has none to select.
        var paths: [(row: Int, path: Path)] = []
        for row in 0..<all.count {
            if case .path(let path) = all[path].value(at: row) { paths.append((row, path)) }
        }
        paths.sort { ($0.path.relationships.count, $0.row) < ($1.path.relationships.count, $1.row) }
        var quotas: [HashedKey<[Value]>: SelectorQuota] = [:]
        let beside = by.map { all[$0] }
        var kept: [Int] = []
        for (row, path) in paths {
            let ends = [path.nodes[0], path.nodes[path.nodes.count - 1]].map { Value.node($0) }
            if quotas[HashedKey(ends + beside.map { $0.value(at: row) }), default: SelectorQuota(selector)].take(path.relationships.count) { kept.append(row) }
        }
        return kept.isEmpty ? nil : all.gather(kept)
    }
}

/// How many paths between two nodes are still wanted. Paths are offered the shortest first.
struct SelectorQuota {
    private let selector: PathSelector
    private var taken = 0
    private var lengths = 0
    private var last = -1

    init(_ selector: PathSelector) { self.selector = selector }

    /// Whether a path of the length is taken.
    mutating func take(_ length: Int) -> Bool {
        if isDone(at: length) { return false }
        taken += 1
        if length != last {
            last = length
            lengths += 1
        }
        return true
    }

    /// Whether no path of this length or longer is needed any more.
    func isDone(at length: Int) -> Bool {
        switch selector {
        case .any(let count), .shortest(let count): taken >= count
        case .shortestPath: taken >= 1
        case .allShortest, .allShortestPaths: lengths == 1 && length != last
        case .groups(let count): lengths == count && length != last
        }
    }
}
