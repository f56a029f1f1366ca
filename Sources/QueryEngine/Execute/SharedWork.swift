import PropertyGraph
import Synchronization

/// Puts a plan's rows into groups on all cores. The plan's first operators run alone until there are rows enough to
/// share; these are cut into morsels, each goes through the rest of the plan on some core into groups of its own, and
/// the groups are merged in the order of the morsels: what comes out depends on neither the number of cores nor on
/// which is faster. (Leis, Boncz, Kemper and Neumann: morsel-driven parallelism, 2014.)
struct SharedWork {
    /// What is above the rows that are shared, over a leaf that gives them, and these rows.
    private let morsels: [(rest: Plan, rows: Batch)]
    /// Of the rows.
    private let holding: Holding
    private let sharing: Sharing
    private let context: ExecutionContext

    /// nil where sharing would cost more than it saves.
    init?(_ plan: Plan, _ context: ExecutionContext, argument: Batch) throws(EvaluationError) {
        let sharing = context.setting.limits.sharing
        guard sharing.workers > 1, context.profile == nil, var stages = plan.stages else { return nil }
        let estimate = Estimate(graph: context.graph)
        guard plan.work(estimate, rows: Double(argument.count)).steps >= Double(sharing.leastSteps) else { return nil }
        var rows = argument
        let holding = Holding(context)
        while rows.count < sharing.leastRows, stages.last?.range == nil || rows.count > 1, let stage = stages.popLast() {
            guard let found = Batch.joined(try stage.replacingInput(.argument(row: nil)).start(context, argument: rows).all(holding))
            else { return nil }
            rows = found
        }
        guard !stages.isEmpty else { return nil }
        let rest = stages.reversed().reduce(Plan.argument(row: nil)) { $1.replacingInput($0) }
        guard rest.work(estimate, rows: Double(rows.count)).steps >= Double(sharing.leastSteps) else { return nil }
        if rows.count == 1, let range = stages.last?.range {
            // Parts of a range in place of rows.
            let count = min(range.count, sharing.workers * 8)
            morsels = (0..<count).map { part in
                let own = range.part(range.count * part / count..<range.count * (part + 1) / count)
                let first = stages[stages.count - 1].unwinding(own)
                return (stages.dropLast().reversed().reduce(first) { $1.replacingInput($0) }, rows)
            }
        } else {
            let count = min(rows.count, sharing.workers * 8)
            morsels = (0..<count).map { (rest, rows.slice(rows.count * $0 / count..<rows.count * ($0 + 1) / count)) }
        }
        self.holding = holding
        self.sharing = sharing
        self.context = context
    }

    /// nil if a morsel failed: the rows, run in their order, then find which error comes first. An interrupt, the time limit
    /// and the memory limit are no fault of a row and are thrown.
    func groups(_ grouping: Grouping) throws(EvaluationError) -> PartialGroups? {
        let results = Slots<Result<PartialGroups, EvaluationError>>(morsels.count)
        let common = Common()
        let (morsels, setting, graph, keyTables) = (morsels, context.setting, context.graph, context.keyTables)
        let isDisjoint = tellsMorselsApart(grouping)
        Workers.run(morsels.count, on: sharing.workers) { job in
            if common.hasFailed { return }
            let result = Result { () throws(EvaluationError) in
                let context = ExecutionContext(setting, graph: graph, keyTables: keyTables)
                var groups = PartialGroups(grouping, Evaluator(context), table: common.takeTable())
                let input = morsels[job].rest.start(context, argument: morsels[job].rows)
                while !common.hasFailed, let batch = try input.next() {
                    try context.check()
                    try groups.add(batch)
                }
                let (finished, table) = try groups.finished()
                if let table { common.giveBack(table) }
                return finished
            }
            if case .failure = result { common.fail() }
            results[job] = result
        }
        var merged: PartialGroups?
        for result in results.all {
            switch result {
            case .failure(let error):
                if error.fault.category == .limitError { throw error }
                return nil
            case .success(let groups):
                if common.hasFailed { continue }
                do throws(EvaluationError) {
                    if merged == nil { merged = try groups.resumed(Evaluator(context), isDisjoint: isDisjoint) } else { try merged!.merge(groups) }
                } catch {
                    if error.fault.category == .limitError { throw error }
                    return nil
                }
            }
        }
        return common.hasFailed ? nil : merged
    }

    /// Whether no two morsels can have a group in common: the nodes of one key ascend from row to row.
    private func tellsMorselsApart(_ grouping: Grouping) -> Bool {
        grouping.keys.contains { key in
            guard let slot = key.term.asSlot else { return false }
            var last: Int32 = -1
            for morsel in morsels {
                guard case .nodes(let ids)? = morsel.rows.columns[slot] else { return false }
                for id in ids {
                    if id <= last { return false }
                    last = id
                }
            }
            return true
        }
    }

    /// What the threads have in common.
    private final class Common: Sendable {
        private let failed = Atomic<Bool>(false)
        /// Empty ones. As many as threads, however many morsels: laying one out can cost more than filling it.
        private let tables = Mutex<[GroupTable]>([])

        var hasFailed: Bool { failed.load(ordering: .relaxed) }
        func fail() { failed.store(true, ordering: .relaxed) }
        func takeTable() -> GroupTable? { tables.withLock { $0.popLast() } }
        func giveBack(_ table: GroupTable) { tables.withLock { $0.append(table) } }
    }
}

extension Plan {
    /// The operators from the last down to the leaf, where each turns rows into rows one by one and all agree whichever
    /// core they run on; else nil.
    var stages: [Plan]? {
        var stages: [Plan] = []
        var plan = self
        while true {
            if case .argument(row: nil) = plan { return stages }
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
        return mapping(inputs: { _ in input })
    }

    /// Of UNWIND over a range of known numbers, without a count of them beside it.
    var range: IntegerRange? {
        guard case .unwind(_, let unwinding) = self, unwinding.place == nil, let arguments = unwinding.list.rangeArguments else { return nil }
        let constants = arguments.compactMap(\.asConstant)
        return constants.count == arguments.count && !constants.contains(where: \.isNull) ? try? IntegerRange(constants) : nil
    }

    /// UNWIND over another range, right above the leaf.
    fileprivate func unwinding(_ range: IntegerRange) -> Plan {
        guard case .unwind(_, var unwinding) = self, case .call(let function, _) = unwinding.list.kind else { return self }
        unwinding.list.kind = .call(function, [range.from, range[range.count - 1], range.step].map { .constant(.integer($0)) })
        return .unwind(.argument(row: nil), unwinding)
    }
}
