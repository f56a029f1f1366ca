import Diagnostics
import PropertyGraph

/// What all operators of one run share.
final class ExecutionContext {
    /// As the statement has made it so far.
    var graph: Graph
    let parameters: [String: Value]
    let subplans: [Subplan]
    let slotCount: Int
    let records: (any RecordSource)?
    /// Under PROFILE only.
    var profile: Profile?
    private let today: CalendarDate
    private let now: EpochInstant
    private let clock: @Sendable () -> EpochInstant
    private let limits: Limits
    private let deadline: ContinuousClock.Instant?
    private var others: [[Value]: ExecutionContext] = [:]

    init(
        graph: Graph, parameters: [String: Value], subplans: [Subplan], slotCount: Int,
        today: CalendarDate, clock: @escaping @Sendable () -> EpochInstant, limits: Limits,
        records: (any RecordSource)? = nil
    ) {
        self.graph = graph
        self.parameters = parameters
        self.subplans = subplans
        self.slotCount = slotCount
        self.records = records
        self.today = today
        self.clock = clock
        now = clock()
        self.limits = limits
        deadline = limits.timeout.map { ContinuousClock.now + $0 }
    }

    /// As `other`, over another graph.
    private init(_ other: ExecutionContext, graph: Graph) {
        self.graph = graph
        parameters = other.parameters
        subplans = other.subplans
        slotCount = other.slotCount
        records = other.records
        profile = other.profile
        today = other.today
        now = other.now
        clock = other.clock
        limits = other.limits
        deadline = other.deadline
    }

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
        let other = ExecutionContext(self, graph: use.function.body(arguments))
        others[key] = other
        return other
    }

    /// Throws where the run is to stop. Cheap enough for each batch and each thousand steps of a search.
    func check() throws(EvaluationError) {
        if let cancellation = limits.cancellation, cancellation.isCancelled {
            throw EvaluationError(.interrupted)
        }
        if let deadline, ContinuousClock.now > deadline {
            throw EvaluationError(.timeLimit("\(limits.timeout!)"))
        }
    }

    var progress: Progress? { limits.progress }

    var functions: FunctionContext { FunctionContext(graph: graph, today: today, now: now, clock: clock) }

    func emptyRow() -> Batch { Batch(count: 1, slots: slotCount) }
}
