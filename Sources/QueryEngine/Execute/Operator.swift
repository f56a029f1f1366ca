import PropertyGraph

/// A running piece of a plan: gives its rows a batch at a time.
protocol Operator: AnyObject {
    /// The next batch, never empty; nil at the end.
    func next() throws(EvaluationError) -> Batch?
    /// About how many bytes it has held at once so far, beside the batch that it gives.
    var held: Int { get }
    /// All batches that it has not given yet; the reservation grows by them.
    func all(_ reservation: MemoryReservation) throws(EvaluationError) -> [Batch]
}

extension Operator {
    var held: Int { 0 }

    func all(_ reservation: MemoryReservation) throws(EvaluationError) -> [Batch] {
        var batches: [Batch] = []
        while let batch = try next() {
            try reservation.set(reservation.bytes + batch.bytes)
            batches.append(batch)
        }
        return batches
    }
}

/// The plan's leaf: rows given from outside.
final class ArgumentOperator: Operator {
    private let rows: Batch
    private let rowsAtOnce: Int
    private var start = 0

    init(_ rows: Batch, rowsAtOnce: Int) {
        self.rows = rows
        self.rowsAtOnce = rowsAtOnce
    }

    func next() throws(EvaluationError) -> Batch? {
        guard start < rows.count else { return nil }
        let end = min(rows.count, start + rowsAtOnce)
        defer { start = end }
        return start == 0 && end == rows.count ? rows : rows.slice(start..<end)
    }
}

/// Gives an error that has no place that of the operator which was at work: a limit, for one, may be met anywhere.
final class PlacedOperator: Operator {
    private let inner: any Operator
    private let plan: Plan

    init(_ inner: any Operator, _ plan: Plan) {
        self.inner = inner
        self.plan = plan
    }

    var held: Int { inner.held }

    func next() throws(EvaluationError) -> Batch? {
        do { return try inner.next() } catch { throw error.isInterrupt ? error : error.placed(at: plan.place) }
    }
}

/// What could not be begun.
final class FailedOperator: Operator {
    private let error: EvaluationError

    init(_ error: EvaluationError) { self.error = error }

    func next() throws(EvaluationError) -> Batch? { throw error }
}

extension Plan {
    /// Operators for the plan. `argument` is what its leaf gives.
    func start(_ context: ExecutionContext, argument: Batch) -> any Operator {
        guard let profile = context.profile, profile.isOpen else { return place(context, argument: argument) }
        let number = profile.enter()
        return ProfiledOperator(place(context, argument: argument), number: number, profile)
    }

    private func place(_ context: ExecutionContext, argument: Batch) -> any Operator {
        // The leaf gives what is there already.
        if case .argument = self { return make(context, argument: argument) }
        return PlacedOperator(make(context, argument: argument), self)
    }

    private func make(_ context: ExecutionContext, argument: Batch) -> any Operator {
        func input(_ plan: Plan) -> any Operator { plan.start(context, argument: argument) }
        func shared(_ plan: Plan) -> SharedRows { SharedRows(plan, context, argument: argument) }
        func steps<Step: RowStep>(_ plan: Plan, _ make: @escaping () throws(EvaluationError) -> Step) -> any Operator {
            StepOperator(input(plan), context, make)
        }
        func each(_ plan: Plan, _ body: @escaping (Batch) throws(EvaluationError) -> Batch?) -> any Operator {
            BatchOperator(input(plan), context, body)
        }
        let evaluator = Evaluator(context)
        switch self {
        case .argument(let row):
            var batch = argument
            if let row { batch.columns[row] = .integers(Array(0..<batch.count)) }
            return ArgumentOperator(batch, rowsAtOnce: context.rowsAtOnce)
        case .scan(let plan, let scan):
            if let key = scan.key { return steps(plan) { SeekStep(scan, key, context) } }
            return steps(plan) { ScanStep(scan, context) }
        case .expand(.scan(let plan, let scan), let expand) where expand.perType != .rows:
            return steps(plan) { () throws(EvaluationError) in try TypeCountStep(scan, expand, context) }
        case .expand(let plan, let expand): return steps(plan) { ExpandStep(expand, context) }
        case .intersect(let plan, let intersection): return steps(plan) { IntersectStep(intersection, context) }
        case .expandLength(let plan, let expand):
            if expand.endsOnly { return steps(plan) { ReachStep(expand, context) } }
            return steps(plan) { ExpandLengthStep(expand, context) }
        case .ends(let plan, let expand, let fromBound):
            return each(plan, EndsStep(expand, fromBound: fromBound, context).rows)
        case .filter(let plan, let term): return each(plan) { (batch) throws(EvaluationError) in try evaluator.filtered(batch, by: term) }
        case .semi(let plan, let subquery, let anti):
            let subplan = context.subplans[subquery]
            return each(plan) { (batch) throws(EvaluationError) in try evaluator.filtered(batch, by: subplan, anti: anti) }
        case .extend(let plan, let items): return each(plan) { (batch) throws(EvaluationError) in try evaluator.extended(batch, by: items) }
        case .narrow(let plan, let slots): return each(plan) { $0.narrowed(to: slots) }
        case .aggregate(let plan, let grouping): return AggregateOperator(shared(plan), grouping, context)
        case .distinct(let plan, let slots): return DistinctOperator(input(plan), slots, context)
        case .sort(let plan, let keys): return keys.areEqual(in: plan, over: argument) ? input(plan) : SortOperator(shared(plan), keys, context)
        case .skip(let plan, let count): return SkipOperator(input(plan), count, context)
        case .limit(let plan, let count): return LimitOperator(input(plan), count, drains: plan.writes, context)
        case .top(let plan, let keys, let skip, let limit): return TopOperator(shared(plan), keys, skip: skip, limit: limit, context)
        case .topOfEach(let plan, let row, let keys, let skip, let limit):
            let rows = SortOperator(shared(plan), [SortKey(term: .slot(row), descending: false)] + keys, context)
            return TopOfEachOperator(rows, row: row, skip: skip, limit: limit, context)
        case .load(let plan, let loading): return steps(plan) { LoadStep(loading, context) }
        case .unwind(let plan, let unwinding): return steps(plan) { UnwindStep(unwinding, context) }
        case .optional(let plan, let inner, let row, let introduced):
            return OptionalOperator(input(plan), inner: inner, row: row, introduced: introduced, context)
        case .call(let plan, let call): return each(plan, CallStep(call: call, evaluator: evaluator).rows)
        case .repeat(let plan, let walk): return steps(plan) { RepeatStep(walk, context) }
        case .select(let plan, let path, let by, let selector):
            return SelectOperator(input(plan), path: path, by: by, selector, context)
        case .apply(let plan, let inner, let apply):
            if let transactions = apply.transactions {
                return TransactionsOperator(input(plan), inner: inner, apply, transactions, context)
            }
            let rows = ApplyOperator(input(plan), inner: inner, apply, context)
            // What follows sees all that was written, wherever a batch ends.
            return inner.writes ? EagerOperator(rows, context) : rows
        case .imports(let plan, let slots):
            // The slot that numbers the rows of the argument, where they may be many.
            let row = plan.isRowwise ? plan.rowNumber : nil
            return each(plan) { $0.importing(slots, of: argument, row: row) }
        case .use(let plan, let use): return plan.start(use, context, argument: argument)
        case .create(let plan, let create): return CreateOperator(shared(plan), create, context)
        case .merge(let plan, let merge): return MergeOperator(shared(plan), merge, context)
        case .set(let plan, let items): return SetOperator(shared(plan), items, context)
        case .delete(let plan, let targets, let detach): return DeleteOperator(shared(plan), targets, detach: detach, context)
        case .union(let branches, let slots):
            return UnionOperator(branches.map { ($0.plan.start(context, argument: argument), $0.outputs) }, into: slots)
        }
    }

    /// On the graph that USE names.
    private func start(_ use: ResolvedUse, _ context: ExecutionContext, argument: Batch) -> any Operator {
        do throws(EvaluationError) {
            return start(try context.using(use), argument: argument)
        } catch {
            return FailedOperator(error)
        }
    }
}

extension [SortKey] {
    /// Whether they put together the rows of each row of the argument, of which there is but one.
    fileprivate func areEqual(in plan: Plan, over argument: Batch) -> Bool {
        argument.count == 1 && count == 1 && plan.rowNumber != nil && self[0].term.asSlot == plan.rowNumber
    }
}

extension Batch {
    /// With slots of the argument: of the row that the slot `row` numbers, or of its only one.
    fileprivate func importing(_ slots: [Slot], of argument: Batch, row: Slot?) -> Batch {
        var batch = self
        let rows = row.map(numbers) ?? [Int](repeating: 0, count: count)
        for slot in slots { batch.columns[slot] = argument[slot].gather(rows) }
        return batch
    }
}
