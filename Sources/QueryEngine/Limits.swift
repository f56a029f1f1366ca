import Synchronization

/// What a run may use, and how it is stopped from outside.
public struct Limits: Sendable {
    /// Longest time from start to the last row.
    public var timeout: Duration?
    public var cancellation: Cancellation?

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
