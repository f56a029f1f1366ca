import Diagnostics
import PropertyGraph
import Synchronization

/// The memory that the operators of a run may hold together.
final class MemoryBudget: Sendable {
    let limit: Int?
    private let used = Atomic<Int>(0)
    /// What is counted leaves out what a function needs for its work and what values take beside their contents.
    private let growth: ProcessGrowth?

    init(_ limits: Limits) {
        limit = limits.memory
        growth = limits.holdsProcess ? limits.memory.flatMap(ProcessGrowth.init) : nil
    }

    /// Throws where the process has grown beyond the limit.
    func check() throws(EvaluationError) {
        if let growth, let limit, growth.isTooLarge() { throw EvaluationError(.memoryLimit(limit)) }
    }

    /// Negative bytes are given back.
    func take(_ bytes: Int) throws(EvaluationError) {
        guard let limit else { return }
        if used.add(bytes, ordering: .relaxed).newValue > limit, bytes > 0 { throw EvaluationError(.memoryLimit(limit)) }
    }

    /// What one value may take even where no limit is set, so that no text or list ends the process.
    static let largestValue = 2 << 30

    /// Throws if a value of `bytes` would be too large for one value, or exceed the limit; reserves nothing.
    func allow(_ bytes: Int) throws(EvaluationError) {
        if bytes > Self.largestValue { throw EvaluationError(.valueTooLarge(Self.largestValue)) }
        guard let limit else { return }
        if bytes > limit - used.load(ordering: .relaxed) { throw EvaluationError(.memoryLimit(limit)) }
        if let growth, growth.isTooLarge(with: bytes) { throw EvaluationError(.memoryLimit(limit)) }
    }

    /// As `allow`, for a list of `count` values of which nothing is there yet.
    func allowList(of count: Int) throws(EvaluationError) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
        try allow(overflow ? .max : bytes)
    }

    func giveBack(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }
}

/// What a statement has written to the graph, which it holds until its end; told to the budget a portion at a time.
/// Only the thread that writes uses it.
final class WrittenMemory: @unchecked Sendable {
    private let budget: MemoryBudget
    private var unreported = 0

    init(_ budget: MemoryBudget) { self.budget = budget }

    func add(_ bytes: Int) throws(EvaluationError) {
        unreported += bytes
        guard unreported >= 1 << 16 else { return }
        let portion = unreported
        unreported = 0
        try budget.take(portion)
    }
}

/// Memory that one operator has reserved from the budget; given back when the operator goes. It is an estimate, not exact to the byte.
final class MemoryReservation {
    private let budget: MemoryBudget
    private(set) var bytes = 0
    private var rows = 0
    private var carried = 0
    private var nextLook = 16384

    init(_ context: ExecutionContext) { budget = context.setting.memory }

    var isLimited: Bool { budget.limit != nil }

    deinit { if budget.limit != nil { budget.giveBack(bytes) } }

    /// Throws where the run as a whole then holds too much.
    func set(_ bytes: Int) throws(EvaluationError) {
        let more = bytes - self.bytes
        self.bytes = bytes
        try budget.take(more)
    }

    /// Counts `rows` more rows, which carry about `carried` bytes. Adding up what is held is itself work: it is done each
    /// time a quarter of the rows, or a sixteenth of the limit, has come on top.
    func grow(by rows: Int, carrying carried: @autoclosure () -> Int = 0, _ bytes: () -> Int) throws(EvaluationError) {
        guard let limit = budget.limit else { return }
        self.rows += rows
        self.carried += carried()
        guard self.rows >= nextLook || self.carried > limit / 16 else { return }
        self.carried = 0
        nextLook = self.rows + max(16384, self.rows / 4)
        try set(bytes())
    }
}
