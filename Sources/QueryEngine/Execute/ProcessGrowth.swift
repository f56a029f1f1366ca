import Platform
import Synchronization

/// How much the process has grown since a run began, held against the limit of the run. Reading it takes some microseconds, so
/// that it is read every few milliseconds, in which little can be written, and before anything large is made.
final class ProcessGrowth: Sendable {
    private let limit: Int
    private let atStart: Int
    private let lastLook: Atomic<UInt64>
    /// Growth at which the allocator is next asked to hand back what it keeps: below it the system's count is enough.
    private let nextTrim: Atomic<Int>

    private static let pause: UInt64 = 2_000_000
    private static let large = 1 << 20
    /// What planning, threads and the allocator may take whatever the statement holds. Small limits are left to what is counted,
    /// which fails at the same place in each run.
    private static let slack = 8 << 20

    /// Nil where the system does not tell what a process holds.
    init?(_ limit: Int) {
        guard let bytes = ProcessMemory.bytes else { return nil }
        self.limit = limit
        atStart = bytes
        lastLook = Atomic(Self.nanoseconds)
        nextTrim = Atomic(0)
    }

    /// Whether the limit is passed, as far as is known: looked at every two milliseconds.
    func isTooLarge() -> Bool {
        let now = Self.nanoseconds
        guard now &- lastLook.load(ordering: .relaxed) >= Self.pause else { return false }
        lastLook.store(now, ordering: .relaxed)
        return isBeyond(0)
    }

    /// Whether it would be with a value of `bytes` that is about to be made; small ones wait for the next look.
    func isTooLarge(with bytes: Int) -> Bool { bytes >= Self.large && isBeyond(bytes) }

    private func isBeyond(_ bytes: Int) -> Bool {
        let most = limit + Self.slack - bytes
        guard let grown = grown(), grown > most else { return false }
        // Freed memory that the allocator keeps is not held. Asking for it takes milliseconds: not again before there is more.
        guard grown >= nextTrim.load(ordering: .relaxed) else { return true }
        ProcessMemory.giveBack()
        guard let left = self.grown() else { return false }
        nextTrim.store(left + limit / 16, ordering: .relaxed)
        return left > most
    }

    private static var nanoseconds: UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
    }

    private func grown() -> Int? { ProcessMemory.bytes.map { $0 - atStart } }
}
