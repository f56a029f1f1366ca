import Diagnostics
import PropertyGraph

extension ExecutionContext {
    /// What stays the same while it runs, on whichever thread. Behind one reference, as a copy would count all that it holds.
    final class Setting: Sendable {
        let parameters: [String: Value]
        let subplans: [Subplan]
        let slotCount: Int
        let limits: Limits
        let memory: MemoryBudget
        /// What the statement has written.
        let written: WrittenMemory
        let notes = RunNotes()
        let textResults = TextResults()
        /// By the slot of a loaded record, the columns that the statement asks of it.
        let loadedColumns: [Slot: [LoadedColumn]]
        /// What LOAD CSV reads from.
        let records: (any RecordSource)?
        let today: CalendarDate
        let now: EpochInstant
        let clock: @Sendable () -> EpochInstant
        let random: @Sendable () -> UInt64
        private let deadline: ContinuousClock.Instant?
        /// Stops work on large values that cannot throw.
        let watch: ValueWatch

        init(
            parameters: [String: Value], subplans: [Subplan], slotCount: Int, limits: Limits, loadedColumns: [Slot: [LoadedColumn]],
            records: (any RecordSource)?, today: CalendarDate, clock: @escaping @Sendable () -> EpochInstant, random: @escaping @Sendable () -> UInt64
        ) {
            (self.parameters, self.subplans, self.slotCount, self.limits) = (parameters, subplans, slotCount, limits)
            (self.loadedColumns, self.records, self.today, self.clock, self.random) = (loadedColumns, records, today, clock, random)
            now = clock()
            memory = MemoryBudget(limits)
            written = WrittenMemory(memory)
            let deadline = limits.timeout.map { ContinuousClock.now + $0 }
            let cancellation = limits.cancellation
            self.deadline = deadline
            watch = ValueWatch { cancellation?.isCancelled == true || deadline.map { ContinuousClock.now > $0 } == true }
        }

        /// Levels that lists and maps may be nested: release, comparison and printing go down level by level.
        static let deepestValue = 1000

        /// Throws if a list or map is nested too deeply, or a value is too large for one.
        func admit(_ value: Value) throws(EvaluationError) {
            switch value {
            case .list, .map:
                if value.depth > Self.deepestValue { throw EvaluationError(.nestedTooDeeply(Self.deepestValue)) }
                try memory.allow(value.outerBytes)
            case .string: try memory.allow(value.outerBytes)
            default: break
            }
        }

        /// As `check()`, after `steps` further steps of work.
        func check(steps: Int) throws(EvaluationError) {
            limits.steps?.add(steps)
            try check()
        }

        /// Throws where the run is to stop.
        func check() throws(EvaluationError) {
            if let cancellation = limits.cancellation, cancellation.isCancelled { throw EvaluationError(.interrupted) }
            if let deadline, ContinuousClock.now > deadline { throw EvaluationError(.timeLimit("\(limits.timeout!)")) }
            try memory.check()
        }
    }
}
