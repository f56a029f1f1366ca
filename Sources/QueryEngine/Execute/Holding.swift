import Diagnostics
import Synchronization

/// The memory that the operators of a run may hold together.
final class MemoryBudget: Sendable {
    let limit: Int?
    private let used = Atomic<Int>(0)

    init(_ limit: Int?) { self.limit = limit }

    /// Negative bytes are given back.
    func take(_ bytes: Int) throws(EvaluationError) {
        guard let limit else { return }
        if used.add(bytes, ordering: .relaxed).newValue > limit, bytes > 0 { throw EvaluationError(.memoryLimit(limit)) }
    }

    /// Whether so much more would be too much, of which nothing is held yet.
    func allow(_ bytes: Int) throws(EvaluationError) {
        guard let limit else { return }
        if used.load(ordering: .relaxed) + bytes > limit { throw EvaluationError(.memoryLimit(limit)) }
    }

    func giveBack(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }
}

/// What one operator holds of the budget; given back when it goes. What is held is told about, not to the byte.
final class Holding {
    private let budget: MemoryBudget
    private(set) var bytes = 0
    private var rows = 0
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

    /// After so many further rows. Adding up what they take is itself work: it is done each time a quarter has come on top.
    func grow(by rows: Int, _ bytes: () -> Int) throws(EvaluationError) {
        guard budget.limit != nil else { return }
        self.rows += rows
        guard self.rows >= nextLook else { return }
        nextLook = self.rows + max(16384, self.rows / 4)
        try set(bytes())
    }
}
