import Diagnostics
import QueryEngine
import Synchronization

/// How long a statement may wait for input that does not come: until Ctrl-C, or until its time is up.
final class InputDeadline: Sendable {
    private struct Limit {
        var timeout: Duration
        var end: ContinuousClock.Instant
    }

    private let limit = Mutex<Limit?>(nil)

    /// A statement begins.
    func begin(_ timeout: Duration?) {
        let new = timeout.map { Limit(timeout: $0, end: .now + $0) }
        limit.withLock { $0 = new }
    }

    func check() throws(LoadFault) {
        if Interrupts.cancellation.isCancelled { throw .stopped(EvaluationFault.interrupted) }
        guard let limit = limit.withLock({ $0 }), ContinuousClock.now > limit.end else { return }
        throw .stopped(EvaluationFault.timeLimit("\(limit.timeout)"))
    }
}
