import PropertyGraph

/// The rows of a plan for an operator that takes all of them before it gives one: they can be made on all cores.
final class SharedRows: Operator {
    private var plan: Plan
    private var argument: Batch
    private var input: any Operator
    private let context: ExecutionContext
    /// Of rows that the plan was cut at.
    private let reservation: MemoryReservation

    init(_ plan: Plan, _ context: ExecutionContext, argument: Batch) {
        (self.plan, self.context, self.argument) = (plan, context, argument)
        input = plan.start(context, argument: argument)
        reservation = MemoryReservation(context)
    }

    var held: Int { input.held + reservation.bytes }
    var leafRows: Int { argument.count }

    func next() throws(EvaluationError) -> Batch? { try input.next() }

    /// What makes the rows on all cores; nil where that would cost more than it saves. `next` gives the same rows afterwards.
    func work() throws(EvaluationError) -> SharedWork? { isWorthWhile ? try begun() : nil }

    /// As `work`, where no row depends on when it is made, or on which thread.
    func steadyWork() throws(EvaluationError) -> SharedWork? { plan.isSteady ? try work() : nil }

    private var isWorthWhile: Bool { SharedWork.isWorthWhile(plan, context, argument.count) }

    /// Where an operator has all its rows before the first goes on, these are made now, and what is above goes on from them.
    private func begun() throws(EvaluationError) -> SharedWork? {
        if let (rest, source) = plan.cut(at: \.facts.givesLate) {
            let rows = try source.start(context, argument: argument).all(reservation)
            (plan, argument) = (rest, Batch.joined(rows) ?? Batch(count: 0, slots: context.slotCount))
            input = plan.start(context, argument: argument)
            guard isWorthWhile else { return nil }
        }
        return try SharedWork(plan, context, argument: argument)
    }

    func all(_ reservation: MemoryReservation) throws(EvaluationError) -> [Batch] {
        guard plan.isSteady, isWorthWhile else { return try input.all(reservation) }
        if let batches = try begun()?.batches(reservation) { return batches }
        guard let (rest, source) = plan.cut(at: { !$0.facts.isShareable }) else { return try input.all(reservation) }
        // As of a file, which is read by one thread: portions of its rows go on on all cores.
        let (rows, ofPortion) = (source.start(context, argument: argument), MemoryReservation(context))
        var batches: [Batch] = []
        while let portion = try rows.next(SharedWork.portion, ofPortion) {
            if let found = try SharedWork(rest, context, portion).batches(reservation) {
                batches += found
            } else {
                for batch in portion { batches += try rest.start(context, argument: batch).all(reservation) }
            }
        }
        return batches
    }
}

extension Operator {
    /// Batches with about as many rows together; nil at the end. The reservation is that of these alone.
    fileprivate func next(_ count: Int, _ reservation: MemoryReservation) throws(EvaluationError) -> [Batch]? {
        var (batches, rows, bytes) = ([Batch](), 0, 0)
        while rows < count, let batch = try next() {
            batches.append(batch)
            (rows, bytes) = (rows + batch.count, bytes + batch.bytes)
            try reservation.set(bytes)
        }
        return batches.isEmpty ? nil : batches
    }
}

extension Plan {
    /// What is above the first operator from the top for which the condition holds, over a leaf that gives its rows, and the plan up to it;
    /// nil where there is none, or not only operators above it that turn rows into rows on any thread.
    func cut(at condition: (Plan) -> Bool) -> (rest: Plan, source: Plan)? {
        guard rowNumber == nil else { return nil }
        var (above, plan) = ([Plan](), self)
        while !condition(plan) {
            guard plan.facts.isShareable, let input = plan.inputs.first else { return nil }
            above.append(plan)
            plan = input
        }
        if above.isEmpty || plan.writes { return nil }
        return (above.over(.argument(row: nil)), plan)
    }

    /// Whether what is above the last operator that gives late is the same whenever it is computed, and on whichever thread.
    fileprivate var isSteady: Bool {
        var plan = self
        while plan.facts.isShareable, let input = plan.inputs.first {
            let facts = plan.facts
            guard facts.subqueries.isEmpty, facts.terms.allSatisfy({ $0.isDeterministic && $0.subqueries.isEmpty }) else { return false }
            plan = input
        }
        return true
    }
}
