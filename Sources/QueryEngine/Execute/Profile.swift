import PropertyGraph

/// What PROFILE notes of a run: rows, time and memory of each operator that starts with the plan, in the order in which
/// the plan is printed. What runs anew for each row, such as subqueries, counts in the operator that runs it.
final class Profile {
    struct Figures {
        var rows = 0
        /// Of the operator and all that feeds it.
        var time = Duration.zero
        /// The most that it held at once, with the batch that it gave, in bytes.
        var memory = 0
    }

    private(set) var figures: [Figures] = []
    /// Until the plan has started.
    var isOpen = true

    func enter() -> Int {
        figures.append(Figures())
        return figures.count - 1
    }

    func note(_ number: Int, rows: Int, time: Duration, memory: Int) {
        figures[number].rows += rows
        figures[number].time += time
        figures[number].memory = max(figures[number].memory, memory)
    }
}

/// Counts and times what another operator does.
final class ProfiledOperator: Operator {
    private let inner: any Operator
    private let number: Int
    private let profile: Profile

    init(_ inner: any Operator, number: Int, _ profile: Profile) {
        self.inner = inner
        self.number = number
        self.profile = profile
    }

    func next() throws(EvaluationError) -> Batch? {
        let start = ContinuousClock.now
        let batch = try inner.next()
        let time = ContinuousClock.now - start
        profile.note(number, rows: batch?.count ?? 0, time: time, memory: inner.held + (batch?.bytes ?? 0))
        return batch
    }
}
