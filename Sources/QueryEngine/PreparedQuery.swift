public import CypherSyntax
public import Diagnostics
public import PropertyGraph

/// A statement ready to run, any number of times.
public struct PreparedQuery: Sendable {
    /// Whether the statement runs, is explained or is profiled.
    public let mode: Statement.Mode
    /// Labels, types or properties that nothing has, each with its place and near names.
    public let warnings: [Diagnostic]

    private let source: SourceText
    private let planned: PlannedQuery
    private let loadedColumns: [Slot: [LoadedColumn]]
    private let engine: Engine
    private let body: Statement.Body

    init(
        source: SourceText, mode: Statement.Mode, warnings: [Diagnostic], planned: PlannedQuery,
        loadedColumns: [Slot: [LoadedColumn]] = [:], body: Statement.Body, engine: Engine
    ) {
        self.body = body
        self.source = source
        self.mode = mode
        self.loadedColumns = loadedColumns
        self.warnings = warnings.map { warning in
            var placed = warning
            placed.source = source
            return placed
        }
        self.planned = planned
        self.engine = engine
    }

    /// Column names in order; under EXPLAIN `plan`, under PROFILE `plan` with `rows`, `ms` and `bytes` beside it.
    public var columns: [String] {
        switch mode {
        case .run: planned.columns
        case .explain: ["plan"]
        case .profile: ["plan", "rows", "ms", "bytes"]
        }
    }

    /// Whether running the statement changes the graph. The cursor has the changed graph when all rows are read.
    public var writes: Bool { mode != .explain && (planned.plan.writes || command != nil) }

    /// About how many rows its operators will make, as far as the sizes of labels and types tell.
    public var expectedSteps: Double { planned.plan.work(Estimate(graph: engine.graph), rows: 1).steps }

    /// Columns of a batch, for tests: what a step costs at most grows with it.
    package var rowWidth: Int { planned.slotCount }

    private var command: SchemaCommand? {
        if case .schema(let command) = body { command } else { nil }
    }

    /// The plan as text, a line an operator.
    public var planLines: [String] { lines.map(\.text) }

    private var lines: [PlanText.Line] { PlanText(planned: planned, graph: engine.graph).lines() }

    /// Rows are made as the cursor is read. Under EXPLAIN the rows are the lines of the plan; under PROFILE the
    /// statement runs, and the rows are those lines with how many rows each operator gave, how long it took with all
    /// that feeds it, and about how much it held at once in memory; null for what runs anew for each row.
    public func run(parameters: [String: Value] = [:], limits: Limits = Limits()) -> RowCursor {
        if mode == .explain {
            let context = ExecutionContext(
                graph: engine.graph, parameters: [:], subplans: [], slotCount: 0, today: engine.today,
                clock: engine.clock, limits: limits)
            return RowCursor(columns: columns, context: context, rows: planLines.map { [.string($0)] })
        }
        let context = ExecutionContext(
            graph: engine.graph, parameters: parameters, subplans: planned.subplans,
            slotCount: planned.slotCount, today: engine.today, clock: engine.clock,
            random: engine.random, limits: limits, records: engine.records, loadedColumns: loadedColumns)
        if mode == .profile { context.profile = Profile() }
        if let command { return run(command, context) }
        let root = planned.plan.start(context, argument: context.emptyRow())
        context.profile?.isOpen = false
        return RowCursor(
            columns: columns, context: context, source: source, outputs: planned.outputs,
            root: root, report: context.profile.map { profile in { [lines] in Self.figures(profile, lines) } }
        ) { [source, body] error in
            var span = error.place.span
            if case .query(let query) = body {
                if let fault = error.fault as? ConstraintFault { span = query.place(of: fault) }
                // What no operator did: handing the rows on.
                if span == nil, !error.isInterrupt { span = (query.unions.last?.query ?? query.first).clauses.last?.span }
            }
            return Diagnostics(error.fault, phase: .runtime, span: span, source: source)
        }
    }

    private func run(_ command: SchemaCommand, _ context: ExecutionContext) -> RowCursor {
        do throws(ConstraintFault) {
            context.graph = try SchemaChange.apply(command, to: engine.graph)
            return RowCursor(columns: [], context: context, rows: [])
        } catch {
            let root = FailedOperator(EvaluationError(error))
            return RowCursor(columns: [], context: context, source: source, outputs: [], root: root, report: nil) { [source] error in
                Diagnostics(error.fault, phase: .runtime, span: command.span, source: source)
            }
        }
    }

    private static func figures(_ profile: Profile, _ lines: [PlanText.Line]) -> [[Value]] {
        var number = 0
        return lines.map { line in
            guard line.startsOnce else { return [.string(line.text), .null, .null, .null] }
            let figures = profile.figures[number]
            number += 1
            let (seconds, attoseconds) = figures.time.components
            let microseconds = Double(seconds) * 1e6 + (Double(attoseconds) / 1e12).rounded()
            return [
                .string(line.text), .integer(figures.rows), .float(microseconds / 1000), .integer(figures.memory),
            ]
        }
    }
}
