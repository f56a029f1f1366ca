public import Diagnostics
public import PropertyGraph

/// The rows of a running query, a batch at a time.
public final class RowCursor {
    /// The names of the columns, in the order of the statement.
    public let columns: [String]
    /// The graph that nodes and relationships in the rows belong to: with what the statement has written so far.
    public var graph: Graph { context.graph }

    /// Rows made, neighbours walked and index entries looked at so far, for tests to hold against the size of the input.
    package var steps: Int { context.steps + context.graph.indexSteps }
    /// What the run has noticed so far and gone on with: warnings and notes, each placed in the statement.
    public var notes: [Diagnostic] {
        context.setting.notes.all.map { note in
            var placed = note
            placed.source = note.span == nil ? nil : source
            return placed
        }
    }

    private let context: ExecutionContext
    private let source: SourceText?
    private let outputs: [Slot]
    private var root: (any Operator)?
    private var ready: [[Value]]?
    /// Values are checked one by one before they are handed on.
    private var isLimited: Bool { context.setting.limits.memory != nil }
    /// Under PROFILE: the rows to give in place of those that were made.
    private var report: (() -> [[Value]])?
    private let placed: (EvaluationError) -> Diagnostics

    init(
        columns: [String], context: ExecutionContext, source: SourceText, outputs: [Slot], root: any Operator,
        report: (() -> [[Value]])?, placed: @escaping (EvaluationError) -> Diagnostics
    ) {
        self.columns = columns
        self.context = context
        self.source = source
        self.outputs = outputs
        self.root = root
        self.report = report
        self.placed = placed
    }

    /// Rows that are there already.
    init(columns: [String], context: ExecutionContext, rows: [[Value]]) {
        self.columns = columns
        self.context = context
        source = nil
        outputs = []
        ready = rows
        placed = { Diagnostics($0.fault, phase: .runtime) }
    }

    /// The next rows (at least one), or nil at the end and ever after.
    /// Throws runtime faults, a passed time limit and an interrupt; the cursor is at its end then.
    public func next() throws(Diagnostics) -> [[Value]]? { try nextBatch()?.rows }

    /// As `next`, column by column.
    public func nextBatch() throws(Diagnostics) -> ResultBatch? {
        if let rows = ready {
            ready = nil
            return rows.isEmpty ? nil : ResultBatch(rows: rows)
        }
        guard let root else { return nil }
        do {
            return try ValueWatch.with(context.setting.watch) { () throws(EvaluationError) in
                let rows = try rows(of: root)
                try requireWhole()
                return rows
            }
        } catch {
            self.root = nil
            throw placed(error)
        }
    }

    private func rows(of root: any Operator) throws(EvaluationError) -> ResultBatch? {
        guard let batch = try root.next() else {
            try context.checkConstraints()
            self.root = nil
            return report.map { ResultBatch(rows: $0()) }
        }
        if columns.isEmpty || report != nil {
            // These rows are not given, yet everything is to be done.
            while try root.next() != nil {}
            try context.checkConstraints()
            self.root = nil
            return report.map { ResultBatch(rows: $0()) }
        }
        let vectors = outputs.map { batch[$0] }
        for vector in vectors where isLimited || vector.isTagged {
            for row in 0..<batch.count {
                // Whoever prints the value makes it once more, without the parts that it shares.
                try context.setting.memory.allow(vector.outerBytes(at: row))
            }
        }
        return ResultBatch(vectors, count: batch.count)
    }

    /// Throws if work on a large value was cut short, so that its answer means nothing.
    private func requireWhole() throws(EvaluationError) {
        guard context.setting.watch.hasStopped else { return }
        try context.check()
        throw EvaluationError(.interrupted)
    }

    /// Runs `body`, which writes rows that this cursor has given, within the limits of the run.
    public func withinLimits<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        try ValueWatch.with(context.setting.watch, body)
    }

    /// Throws if writing was cut short by `withinLimits`.
    public func requireWritten() throws(Diagnostics) {
        do { try requireWhole() } catch { throw placed(error) }
    }
}
