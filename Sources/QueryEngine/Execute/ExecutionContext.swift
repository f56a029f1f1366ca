import Diagnostics
import PropertyGraph

/// What all operators of one run share.
final class ExecutionContext {
    /// As the statement has made it so far.
    var graph: Graph
    let parameters: [String: Value]
    let subplans: [Subplan]
    let slotCount: Int
    /// Under PROFILE only.
    var profile: Profile?
    private let today: CalendarDate
    private let now: EpochInstant
    private let clock: @Sendable () -> EpochInstant
    private let limits: Limits
    private let deadline: ContinuousClock.Instant?

    init(
        graph: Graph, parameters: [String: Value], subplans: [Subplan], slotCount: Int,
        today: CalendarDate, clock: @escaping @Sendable () -> EpochInstant, limits: Limits
    ) {
        self.graph = graph
        self.parameters = parameters
        self.subplans = subplans
        self.slotCount = slotCount
        self.today = today
        self.clock = clock
        now = clock()
        self.limits = limits
        deadline = limits.timeout.map { ContinuousClock.now + $0 }
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

    var functions: FunctionContext { FunctionContext(graph: graph, today: today, now: now, clock: clock) }

    func emptyRow() -> Batch { Batch(count: 1, slots: slotCount) }
}
