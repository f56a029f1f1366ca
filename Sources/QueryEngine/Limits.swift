public import PropertyGraph
import Synchronization

/// What a run may use, and how it is stopped from outside.
public struct Limits: Sendable {
    /// Longest time from start to the last row.
    public var timeout: Duration?
    /// Stops the run when it is set; nil where nothing does.
    public var cancellation: Cancellation?
    /// Bytes that groups, sorted and collected rows may take together, about.
    public var memory: Int?
    /// Whether `memory` also holds for all that the process grows by, whatever for, while the statement runs: for a program
    /// that runs one statement at a time.
    public var holdsProcess = false
    /// When the run uses several threads.
    public var sharing: Sharing
    /// Rows per batch, at least 1. Tests set it low, so that few rows fill several batches; answers never depend on it.
    package var rowsAtOnce = 4096 {
        didSet { rowsAtOnce = max(1, rowsAtOnce) }
    }
    /// Fewer rows are written one by one, more a column at a time. Tests set it low; what is written never depends on it.
    package var leastWrittenTogether = 1024
    /// Whether keys are computed once for each value of what they are computed from; nil where the rows tell. Tests set it; answers never depend on it.
    package var groupsByValue: Bool?
    /// Whether subqueries that can be asked from their far end are; nil where enough rows ask.
    package var asksFarEnds: Bool?

    /// Receives how far the run has come.
    public var progress: Progress?
    /// Counts the steps of functions and operators, for tests of how they grow.
    package var steps: StepCounter?

    /// Without arguments nothing is limited.
    public init(
        timeout: Duration? = nil, cancellation: Cancellation? = nil, memory: Int? = nil, sharing: Sharing = Sharing()
    ) {
        self.timeout = timeout
        self.cancellation = cancellation
        self.memory = memory
        self.sharing = sharing
    }
}

/// When a query is worked on by several threads at once, and in what portions.
public struct Sharing: Sendable {
    /// Threads; with 1 nothing is shared.
    public var workers: Int
    /// Rows that all operators together are expected to make: threads for less would cost more than they save.
    public var leastSteps: Int
    /// Rows that there have to be before they are shared: enough that no thread is left alone with the last portion.
    public var leastRows: Int

    /// Without arguments one thread per core, where there is work enough.
    public init(workers: Int = Workers.count, leastSteps: Int = 100_000, leastRows: Int = 32) {
        self.workers = workers
        self.leastSteps = leastSteps
        self.leastRows = leastRows
    }
}

/// Steps of work, such as elements compared or copied.
package final class StepCounter: Sendable {
    private let counted = Atomic<Int>(0)

    package init() {}

    package var count: Int { counted.load(ordering: .relaxed) }

    func add(_ steps: Int) { counted.add(steps, ordering: .relaxed) }
}

/// A flag that another thread or a signal handler sets to stop a query.
public final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Not set.
    public init() {}

    /// Safe to call from a signal handler: one atomic store.
    public func cancel() { flag.store(true, ordering: .relaxed) }
    /// Makes it ready for another run.
    public func reset() { flag.store(false, ordering: .relaxed) }
    /// Whether it is set.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// How far a run has come, for another thread to look at: how many of the nodes are done with that its first scan goes over.
public final class Progress: Sendable {
    private let finished = Atomic<Int>(0)
    private let all = Atomic<Int>(0)

    /// Nothing done yet.
    public init() {}

    /// Nodes that the first scan is done with.
    public var done: Int { finished.load(ordering: .relaxed) }
    /// 0 where it is not known.
    public var total: Int { all.load(ordering: .relaxed) }

    /// False where another scan is being followed.
    func follow(total: Int) -> Bool {
        all.compareExchange(expected: 0, desired: total, ordering: .relaxed).exchanged
    }

    func advance(by more: Int) { finished.add(more, ordering: .relaxed) }

    func reach(_ done: Int) { finished.store(done, ordering: .relaxed) }
}
