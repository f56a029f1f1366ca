import PropertyGraph

/// Counts steps of work that is spread over many rows, and checks the limits of the run every 16,384 of them.
struct WorkMeter {
    /// The setting lies behind one reference: a copy of it would count all of its own, for each row, on all threads.
    private final class State {
        let run: ExecutionContext.Setting
        var steps = 0

        init(_ run: ExecutionContext.Setting) { self.run = run }

        func check() throws(EvaluationError) {
            steps = 0
            try run.check()
        }
    }

    private let state: State
    private let counter: StepCounter?

    init(_ run: ExecutionContext.Setting) {
        state = State(run)
        counter = run.limits.steps
    }

    /// - Parameter steps: elements compared or copied, and the like; each about a nanosecond or ten.
    @inline(__always)
    mutating func did(_ steps: Int) throws(EvaluationError) {
        counter?.add(steps)
        state.steps += steps
        if state.steps >= 1 << 14 { try state.check() }
    }
}
