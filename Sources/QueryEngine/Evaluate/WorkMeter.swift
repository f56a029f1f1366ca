import PropertyGraph

/// Counts steps of work that is spread over many rows, and checks the limits of the run every 16,384 of them.
struct WorkMeter {
    private let run: ExecutionContext.Setting
    private var steps = 0

    init(_ run: ExecutionContext.Setting) { self.run = run }

    /// - Parameter steps: elements compared or copied, and the like; each about a nanosecond or ten.
    @inline(__always)
    mutating func did(_ steps: Int) throws(EvaluationError) {
        run.limits.steps?.add(steps)
        self.steps += steps
        guard self.steps >= 1 << 14 else { return }
        self.steps = 0
        try run.check()
    }
}
