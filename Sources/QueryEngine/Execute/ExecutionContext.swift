import Diagnostics
import PropertyGraph

/// What all operators of one run share.
final class ExecutionContext {
    /// What stays the same while it runs, on whichever thread.
    struct Setting: Sendable {
        let parameters: [String: Value]
        let subplans: [Subplan]
        let slotCount: Int
        let limits: Limits
        let memory: MemoryBudget
        /// What LOAD CSV reads from.
        let records: (any RecordSource)?
        fileprivate let today: CalendarDate
        fileprivate let now: EpochInstant
        fileprivate let clock: @Sendable () -> EpochInstant
        fileprivate let deadline: ContinuousClock.Instant?

        /// Throws where the run is to stop.
        func check() throws(EvaluationError) {
            if let cancellation = limits.cancellation, cancellation.isCancelled { throw EvaluationError(.interrupted) }
            if let deadline, ContinuousClock.now > deadline { throw EvaluationError(.timeLimit("\(limits.timeout!)")) }
        }
    }

    let setting: Setting
    /// As the statement has made it so far.
    var graph: Graph
    /// Under PROFILE only.
    var profile: Profile?
    private var others: [[Value]: ExecutionContext] = [:]

    init(
        graph: Graph, parameters: [String: Value], subplans: [Subplan], slotCount: Int,
        today: CalendarDate, clock: @escaping @Sendable () -> EpochInstant, limits: Limits,
        records: (any RecordSource)? = nil
    ) {
        self.graph = graph
        setting = Setting(
            parameters: parameters, subplans: subplans, slotCount: slotCount, limits: limits,
            memory: MemoryBudget(limits.memory), records: records, today: today, now: clock(), clock: clock,
            deadline: limits.timeout.map { ContinuousClock.now + $0 })
    }

    /// Of the same run: over another graph, or for another thread.
    init(_ setting: Setting, graph: Graph) {
        self.setting = setting
        self.graph = graph
    }

    var parameters: [String: Value] { setting.parameters }
    var subplans: [Subplan] { setting.subplans }
    var slotCount: Int { setting.slotCount }
    var records: (any RecordSource)? { setting.records }
    /// Rows that an operator puts into one batch, at least one. An operator may give more where one row makes several.
    var rowsAtOnce: Int { setting.limits.rowsAtOnce }

    /// For what runs below a USE. Each graph is made once a run.
    func using(_ use: ResolvedUse) throws(EvaluationError) -> ExecutionContext {
        var arguments: [Value] = []
        for (term, input) in zip(use.arguments, use.function.inputs) {
            let value = try Evaluator(self).evaluate(term, emptyRow()).value(at: 0)
            guard input.accepts(value) else {
                throw .wrongArgument(value, "a value of type \(input.type)", use.function.name).placed(at: term)
            }
            arguments.append(value)
        }
        let key = [.string(use.function.name)] + arguments
        if let known = others[key] { return known }
        let other = ExecutionContext(setting, graph: use.function.body(arguments))
        other.profile = profile
        others[key] = other
        return other
    }

    /// Throws where the run is to stop. Cheap enough for each batch and each thousand steps of a search.
    func check() throws(EvaluationError) { try setting.check() }

    var progress: Progress? { setting.limits.progress }

    var functions: FunctionContext {
        FunctionContext(graph: graph, today: setting.today, now: setting.now, clock: setting.clock, memory: setting.memory)
    }

    func emptyRow() -> Batch { Batch(count: 1, slots: slotCount) }
}
