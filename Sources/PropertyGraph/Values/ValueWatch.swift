import Platform
import Synchronization

/// Stops the comparing, hashing and writing of large values when a run has to end.
///
/// Such work cannot throw where a dictionary or a sort calls it. So it asks the watch of its thread every 65,536 elements,
/// and before each list of some size, for a sort compares very many of them. When the run has to end, it comes back at once with
/// any answer. The run throws before anyone sees that answer: whoever sets a watch checks `hasStopped` afterwards.
public final class ValueWatch: Sendable {
    private let mustStop: @Sendable () -> Bool
    private let stopped = Atomic<Bool>(false)
    /// Bytes that may have been gone through since the last look.
    private let spent = Atomic<Int>(0)

    /// - Parameter mustStop: once true, it stays true for the rest of the run.
    public init(_ mustStop: @escaping @Sendable () -> Bool) { self.mustStop = mustStop }

    /// Whether some work was cut short, so that its answer means nothing.
    public var hasStopped: Bool { stopped.load(ordering: .relaxed) }

    /// The watch of this thread for as long as `body` runs; nil for none.
    public static func with<Result, Failure: Error>(
        _ watch: ValueWatch?, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let before = pthread_getspecific(key)
        pthread_setspecific(key, watch.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) })
        defer { pthread_setspecific(key, before) }
        return try withExtendedLifetime(watch) { () throws(Failure) in try body() }
    }

    /// The watch of the running task; nil if nobody watches.
    public static var current: ValueWatch? {
        pthread_getspecific(key).map { Unmanaged<ValueWatch>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        // Can only fail where a process has used up all its keys, which this one does not.
        pthread_key_create(&key, nil)
        return key
    }()

    /// Whether to stop here, before the next `bytes` bytes are worked on.
    private func look(before bytes: Int) -> Bool {
        if hasStopped { return true }
        // What takes a millisecond or so; the clock is not asked for less.
        guard spent.add(min(bytes, 1 << 22), ordering: .relaxed).newValue >= 1 << 22 else { return false }
        spent.store(0, ordering: .relaxed)
        guard mustStop() else { return false }
        stopped.store(true, ordering: .relaxed)
        return true
    }

    /// To be asked before each element of a list or map of `bytes`: whether to come back at once. Costs nothing for small ones.
    @inline(__always)
    public static func stops(at index: Int, of bytes: Int) -> Bool {
        index & 0xFFFF == 0 && bytes > 1 << 12 && current?.look(before: bytes) == true
    }
}
