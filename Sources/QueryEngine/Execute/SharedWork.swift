import PropertyGraph
import Synchronization

/// Works on a plan's rows on all cores, as to put them into groups. The plan's first operators run alone until there are rows enough to
/// share; these are cut into morsels, each goes through the rest of the plan on some core into groups of its own, and
/// the groups are merged in the order of the morsels: what comes out depends on neither the number of cores nor on
/// which is faster. (Leis, Boncz, Kemper and Neumann: morsel-driven parallelism, 2014.)
struct SharedWork {
    /// What is above the rows that are shared, over a leaf that gives them, and these rows.
    private let morsels: [(rest: Plan, rows: Batch)]
    /// Of the rows.
    private let reservation: MemoryReservation
    private let sharing: Sharing
    private let context: ExecutionContext

    /// Nodes that only one morsel can bring: the slot of the scan that is cut, and what it goes over.
    private var own: (slot: Slot, runs: [Range<Int>])?

    /// The rows are what filters have left of such a scan.
    private var areDealtAnew = false

    /// Whether sharing saves more than it costs, as far as that can be known beforehand.
    static func isWorthWhile(_ plan: Plan, _ context: ExecutionContext, _ rows: Int) -> Bool {
        let sharing = context.setting.limits.sharing
        guard sharing.workers > 1, context.profile == nil else { return false }
        let work = plan.work(Estimate(graph: context.graph), rows: Double(rows))
        // A row counts once more for its group.
        return work.steps + work.rows >= Double(sharing.leastSteps)
    }

    /// Of a plan for which it is worth while; nil where what is left of it behind its first operators is not.
    init?(_ plan: Plan, _ context: ExecutionContext, argument: Batch) throws(EvaluationError) {
        let sharing = context.setting.limits.sharing
        guard var stages = plan.stages else { return nil }
        (reservation, self.sharing, self.context) = (MemoryReservation(context), sharing, context)
        var (rows, parts) = (argument, [Plan]?.none)
        while rows.count < sharing.leastRows, let stage = stages.last {
            if rows.count == 1 { parts = stage.parts(sharing, context) }
            if parts != nil { break }
            if case .union = stage { return nil }
            stages.removeLast()
            guard let found = Batch.joined(try stage.replacingInput(.argument(row: nil)).start(context, argument: rows).all(reservation))
            else { return nil }
            rows = found
        }
        var rest = stages.over(.argument(row: nil))
        guard Self.isWorthWhile(rest, context, rows.count) else { return nil }
        if let first = parts, let filters = stages.filtersOfScan {
            // They may leave nodes of one part alone, as a condition on ids does: what is left of all parts is dealt out anew.
            guard let found = try SharedWork(first.map { part in (filters.over(part), rows) }, context).batches(reservation)
            else { return nil }
            stages.removeLast(filters.count + 1)
            rest = stages.over(.argument(row: nil))
            areDealtAnew = true
            (rows, parts) = (Batch.joined(found) ?? Batch(count: 0, slots: context.slotCount), nil)
        }
        if let parts {
            morsels = parts.map { first in (stages.dropLast().over(first), rows) }
            if case .scan(_, let scan)? = stages.last {
                own = (scan.node, parts.flatMap { part -> [Range<Int>] in if case .scan(_, let scan) = part { scan.portion ?? [] } else { [] } })
            }
        } else {
            let count = max(1, min(rows.count, sharing.workers * 8))
            morsels = (0..<count).map { (rest, rows.slice(rows.count * $0 / count..<rows.count * ($0 + 1) / count)) }
        }
    }

    /// Of rows that are there, a morsel each batch.
    init(_ rest: Plan, _ context: ExecutionContext, _ batches: [Batch]) { self.init(batches.map { (rest, $0) }, context) }

    private init(_ morsels: [(rest: Plan, rows: Batch)], _ context: ExecutionContext) {
        (reservation, sharing, self.context) = (MemoryReservation(context), context.setting.limits.sharing, context)
        self.morsels = morsels
    }

    /// Rows that one thread makes before they go on on all cores.
    static let portion = 1 << 16

    /// The batches of all morsels, for which the reservation grows; nil, or an error, as for `groups`.
    func batches(_ reservation: MemoryReservation) throws(EvaluationError) -> [Batch]? {
        let parts = try each { (input, context) throws(EvaluationError) in
            let reservation = MemoryReservation(context)
            var batches: [Batch] = []
            while let batch = try input() {
                try reservation.set(reservation.bytes + batch.bytes)
                batches.append(batch)
            }
            return (batches: batches, reservation: reservation)
        }
        guard let parts else { return nil }
        let bytes = parts.reduce(0) { $0 + $1.reservation.bytes }
        for part in parts { try part.reservation.set(0) }
        try reservation.set(reservation.bytes + bytes)
        return parts.flatMap(\.batches)
    }

    /// To put a group to another that is the same takes as long as this many steps over rows; few groups take no time at all.
    private static let (stepsOfMerging, fewGroups) = (6, 1 << 12)

    /// nil if a morsel failed: the rows, run in their order, then find which error comes first. An interrupt, the time limit
    /// and the memory limit are no fault of a row and are thrown. nil, too, if one thread would take longer to merge the groups of a morsel than the
    /// others save.
    func groups(_ grouping: Grouping) throws(EvaluationError) -> PartialGroups? {
        let isDisjoint = tellsMorselsApart(grouping)
        let (tables, workers) = (SpareTables(), sharing.workers)
        let parts = try each { (input, context) throws(EvaluationError) in
            var groups = PartialGroups(grouping, Evaluator(context), table: tables.take())
            while let batch = try input() { try groups.add(batch) }
            let (finished, table) = try groups.finished(isDisjoint: isDisjoint)
            if let table { tables.giveBack(table) }
            let (steps, count) = (context.steps - context.steps / workers, finished.groupCount)
            return isDisjoint || count <= Self.fewGroups || count * Self.stepsOfMerging <= steps ? finished : nil
        }
        guard let parts else { return nil }
        var merged: PartialGroups?
        do throws(EvaluationError) {
            for groups in parts {
                if merged == nil { merged = try groups.resumed(Evaluator(context), isDisjoint: isDisjoint) } else { try merged!.merge(groups) }
            }
        } catch {
            if error.fault.category == .limitError { throw error }
            return nil
        }
        return merged
    }

    /// What `work` makes of each morsel, on some core each, in the order of the morsels; nil if it gives nil for one, and nil, or an error, as for `groups`.
    func each<Part>(
        _ work: @escaping @Sendable (_ input: () throws(EvaluationError) -> Batch?, _ context: ExecutionContext) throws(EvaluationError) -> Part?
    ) throws(EvaluationError) -> [Part]? {
        let results = Slots<Result<Part?, EvaluationError>>(morsels.count)
        let hasFailed = Atomic<Bool>(false)
        let (morsels, setting, graph, keyTables, rowsAhead) = (morsels, context.setting, context.graph, context.keyTables, context.rowsAhead)
        let scanned = own?.runs.reduce(0) { $0 + $1.count } ?? (areDealtAnew ? morsels.reduce(0) { $0 + $1.rows.count } : 0)
        let progress = scanned > 0 && context.progress?.follow(total: scanned) == true ? context.progress : nil
        let share = scanned / max(1, morsels.count)
        Workers.run(morsels.count, on: sharing.workers) { job in
            if hasFailed.load(ordering: .relaxed) { return }
            let result = Result { () throws(EvaluationError) -> Part? in
                let context = ExecutionContext(setting, graph: graph, keyTables: keyTables)
                context.rowsAhead = rowsAhead
                let input = morsels[job].rest.start(context, argument: morsels[job].rows)
                let part = try work({ () throws(EvaluationError) in
                    if hasFailed.load(ordering: .relaxed) { return nil }
                    try context.check()
                    return try input.next()
                }, context)
                progress?.advance(by: share)
                return part
            }
            if (try? result.get()) == nil { hasFailed.store(true, ordering: .relaxed) }
            results[job] = result
        }
        for case .failure(let error) in results.all where error.fault.category == .limitError { throw error }
        return hasFailed.load(ordering: .relaxed) ? nil : results.all.compactMap { (try? $0.get()) ?? nil }
    }

    /// Whether no two morsels can have a group in common: the nodes of one key ascend from row to row, or the key is a property in
    /// which no two of them agree.
    private func tellsMorselsApart(_ grouping: Grouping) -> Bool {
        grouping.keys.contains { key in
            if let slot = key.term.asSlot { return ends(of: slot) != nil }
            guard let (slot, name) = key.term.asPropertyOfSlot, context.graph.hasNoWrites, let number = context.graph.keys.number(of: name),
                let nodes = ends(of: slot), let table = context.graph.base.table(of: NodeID(nodes.lowerBound)),
                table.range.contains(Int(nodes.upperBound))
            else { return false }
            return table.columns[number]?.isDistinct ?? false
        }
    }

    /// The first and the last node of the slot, where each is in one morsel alone; nil where that is not known.
    private func ends(of slot: Slot) -> ClosedRange<Int32>? {
        if let own, own.slot == slot {
            // What was written later can stand before.
            guard let first = own.runs.map(\.lowerBound).min(), let end = own.runs.map(\.upperBound).max(), first < end else { return nil }
            return Int32(truncatingIfNeeded: first)...Int32(truncatingIfNeeded: end - 1)
        }
        var (first, last): (Int32, Int32) = (-1, -1)
        for morsel in morsels {
            guard case .nodes(let ids)? = morsel.rows.columns[slot] else { return nil }
            for id in ids {
                if id <= last { return nil }
                if first < 0 { first = id }
                last = id
            }
        }
        return first < 0 ? nil : first...last
    }
}

/// Tables without groups. As many as threads, however many morsels: laying one out can cost more than filling it.
private final class SpareTables: Sendable {
    private let tables = Mutex<[GroupTable]>([])

    func take() -> GroupTable? { tables.withLock { $0.popLast() } }
    func giveBack(_ table: GroupTable) { tables.withLock { $0.append(table) } }
}

extension Plan {
    /// The operators from the last down to the leaf, where each turns rows into rows one by one and all agree whichever
    /// core they run on; else nil.
    var stages: [Plan]? {
        var stages: [Plan] = []
        var plan = self
        while true {
            if case .argument(row: nil) = plan { return stages }
            if case .union(let branches, _) = plan, branches.allSatisfy({ $0.plan.stages != nil }) { return stages + [plan] }
            guard plan.facts.isShareable, let input = plan.inputs.first else { return nil }
            stages.append(plan)
            plan = input
        }
    }

    /// One of the `stages` with another plan below.
    func replacingInput(_ input: Plan) -> Plan {
        if case .optional(_, let inner, let row, let introduced) = self {
            return .optional(input, inner: inner, row: row, introduced: introduced)
        }
        // Its branches begin with the leaf.
        if case .union = self { return self }
        return mapping(inputs: { _ in input })
    }

    /// Of UNWIND over a range of known numbers, without a count of them beside it.
    var range: IntegerRange? {
        guard case .unwind(_, let unwinding) = self, unwinding.place == nil, let arguments = unwinding.list.rangeArguments else { return nil }
        let constants = arguments.compactMap(\.asConstant)
        return constants.count == arguments.count && !constants.contains(where: \.isNull) ? try? IntegerRange(constants) : nil
    }

    /// Of an operator over a single row, parts that together give its rows in order: portions of a range or of the nodes of a scan, or of the branches of
    /// a UNION. nil where it cannot be cut, or is not worth it.
    fileprivate func parts(_ sharing: Sharing, _ context: ExecutionContext) -> [Plan]? {
        if case .union(let branches, let slots) = self {
            let parts = branches.map { ($0, $0.plan.partsOfFirst(sharing, context)) }
            guard parts.contains(where: { $1 != nil }) else { return nil }
            return parts.flatMap { branch, plans in (plans ?? [branch.plan]).map { .union([UnionBranch(plan: $0, outputs: branch.outputs)], into: slots) } }
        }
        if let range {
            let count = min(range.count, sharing.workers * 8)
            return (0..<count).map { unwinding(range.part(range.count * $0 / count..<range.count * ($0 + 1) / count)) }
        }
        guard case .scan(_, var scan) = self, scan.key == nil, scan.gives == .rows else { return nil }
        let runs = scan.runs(in: context.graph)
        let nodes = runs.reduce(0) { $0 + $1.count }
        guard nodes >= sharing.leastRows else { return nil }
        let count = min(nodes, sharing.workers * 8)
        return (0..<count).map { part in
            scan.portion = runs.portion(nodes * part / count..<nodes * (part + 1) / count)
            return .scan(.argument(row: nil), scan)
        }
    }

    /// The plan over each part of its first operator.
    private func partsOfFirst(_ sharing: Sharing, _ context: ExecutionContext) -> [Plan]? {
        guard let stages, let parts = stages.last?.parts(sharing, context) else { return nil }
        return parts.map { first in stages.dropLast().over(first) }
    }

    /// UNWIND over another range, right above the leaf.
    fileprivate func unwinding(_ range: IntegerRange) -> Plan {
        guard case .unwind(_, var unwinding) = self, case .call(let function, _) = unwinding.list.kind else { return self }
        unwinding.list.kind = .call(function, [range.from, range[range.count - 1], range.step].map { .constant(.integer($0)) })
        return .unwind(.argument(row: nil), unwinding)
    }
}

extension BidirectionalCollection<Plan> {
    /// Stages, the last operator first, over another leaf.
    func over(_ leaf: Plan) -> Plan { reversed().reduce(leaf) { $1.replacingInput($0) } }
}

extension [Plan] {
    /// Of the `stages` of a plan: the filters right above the scan, if a step to other nodes comes next; else nil.
    fileprivate var filtersOfScan: ArraySlice<Plan>? {
        let above = dropLast()
        for (count, stage) in above.reversed().enumerated() {
            switch stage {
            case .filter: continue
            case .expand, .expandLength, .intersect, .repeat, .optional, .scan: return count == 0 ? nil : above.suffix(count)
            case .argument, .ends, .semi, .extend, .narrow, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .union, .call,
                .select, .apply, .use, .imports, .create, .merge, .set, .delete:
                return nil
            }
        }
        return nil
    }
}

extension [Range<Int>] {
    /// What lies at those places where the ranges are put one after the other.
    fileprivate func portion(_ places: Range<Int>) -> [Range<Int>] {
        var (start, portion) = (0, [Range<Int>]())
        for range in self {
            let own = places.clamped(to: start..<start + range.count)
            if !own.isEmpty { portion.append(range.lowerBound + own.lowerBound - start..<range.lowerBound + own.upperBound - start) }
            start += range.count
        }
        return portion
    }
}
