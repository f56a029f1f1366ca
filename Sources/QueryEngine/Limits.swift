import Synchronization

/// What a run may use, and how it is stopped from outside.
public struct Limits: Sendable {
    /// Longest time from start to the last row.
    public var timeout: Duration?
    public var cancellation: Cancellation?

    /// Is told how far the run has come.
    public var progress: Progress?

    public init(timeout: Duration? = nil, cancellation: Cancellation? = nil) {
        self.timeout = timeout
        self.cancellation = cancellation
    }
}

/// A flag that another thread or a signal handler sets to stop a query.
public final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    public init() {}

    /// Safe to call from a signal handler: one atomic store.
    public func cancel() { flag.store(true, ordering: .relaxed) }
    public func reset() { flag.store(false, ordering: .relaxed) }
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// How far a run has come, for another thread to look at: how many of the nodes are done with that its first scan goes over.
public final class Progress: Sendable {
    private let finished = Atomic<Int>(0)
    private let all = Atomic<Int>(0)

    public init() {}

    public var done: Int { finished.load(ordering: .relaxed) }
    /// 0 where it is not known.
    public var total: Int { all.load(ordering: .relaxed) }

    /// False where another scan is being followed.
    func follow(total: Int) -> Bool {
        all.compareExchange(expected: 0, desired: total, ordering: .relaxed).exchanged
    }

    func reach(_ done: Int) { finished.store(done, ordering: .relaxed) }
}
