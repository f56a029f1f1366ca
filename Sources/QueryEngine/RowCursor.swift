public import Diagnostics
public import PropertyGraph

/// The rows of a running query, a batch at a time.
public final class RowCursor {
    public let columns: [String]
    /// The graph that nodes and relationships in the rows belong to: with what the statement has written so far.
    public var graph: Graph { context.graph }

    private let context: ExecutionContext
    private let outputs: [Slot]
    private var root: (any Operator)?
    private var ready: [[Value]]?
    /// Under PROFILE: the rows to give in place of those that were made.
    private var report: (() -> [[Value]])?
    private let placed: (EvaluationError) -> Diagnostics

    init(
        columns: [String], context: ExecutionContext, outputs: [Slot], root: any Operator,
        report: (() -> [[Value]])?, placed: @escaping (EvaluationError) -> Diagnostics
    ) {
        self.columns = columns
        self.context = context
        self.outputs = outputs
        self.root = root
        self.report = report
        self.placed = placed
    }

    /// Rows that are there already.
    init(columns: [String], context: ExecutionContext, rows: [[Value]]) {
        self.columns = columns
        self.context = context
        outputs = []
        ready = rows
        placed = { Diagnostics($0.fault, phase: .runtime) }
    }

    /// The next rows (at least one), or nil at the end and ever after.
    /// Throws runtime faults, a passed time limit and an interrupt; the cursor is at its end then.
    public func next() throws(Diagnostics) -> [[Value]]? {
        if let rows = ready {
            ready = nil
            return rows.isEmpty ? nil : rows
        }
        guard let root else { return nil }
        do {
            guard let batch = try root.next() else {
                self.root = nil
                return report?()
            }
            if columns.isEmpty || report != nil {
                // These rows are not given, yet everything is to be done.
                while try root.next() != nil {}
                self.root = nil
                return report?()
            }
            let vectors = outputs.map { batch[$0] }
            return (0..<batch.count).map { row in vectors.map { $0.value(at: row) } }
        } catch {
            self.root = nil
            throw placed(error)
        }
    }
}
