import Diagnostics
import Exchange
import Interchange
import Knowledge
public import PropertyGraph
import QueryEngine
import ShippedKnowledge

/// `cqcq workspace`: looks at what a workspace file has written over a knowledge base, and hands it on.
public struct WorkspaceProgram: Sendable {
    public enum Task: Sendable {
        /// A table of all changes.
        case diff(ResultFormat?)
        /// The proposed mappings in SSSOM/TSV.
        case export
        /// Rows of the folder `knowledge`. `set` and `documents` are for mappings that name none.
        case apply(set: String?, documents: [String], withdrawsNoMatch: Bool, isDry: Bool)
    }

    public var path: String
    public var task: Task
    /// A folder laid out as kb/, or nil for what the executable carries.
    public var knowledge: String?
    /// Day of the check; today by the clock where nil.
    public var day: CalendarDate?
    public var color = ColorChoice.auto

    public init(_ path: String, _ task: Task) {
        self.path = path
        self.task = task
    }

    /// Tables and rows go to standard output, all else to standard error. The workspace is only read.
    public func run() -> ExitStatus {
        let (output, errors) = (Output.standardOutput(), Output.standardError())
        defer {
            output.flush()
            errors.flush()
        }
        let renderer = DiagnosticRenderer(color: color.holds(for: errors))
        do throws(Diagnostics) {
            let base = try KnowledgeBase.named(knowledge)
            let session = Session(
                knowledge: base, settings: Session.Settings(format: .tsv, color: color), output: .memory(), errors: errors)
            session.graphs.keepsIDs = true
            let workspace = try Workspace(
                path, knowledge: session.digest, commands: session.commandNames, isReadOnly: true)
            try session.open(workspace)
            let changes = GraphChanges(from: base.graph(), to: session.wholeGraph())
            if case .diff(let format) = task {
                write(changes, format, to: output)
                return .success
            }
            let rows = ProposedRows(changes, schema: base.schema)
            for other in rows.others { errors.line(renderer.render(other)) }
            if case .apply = task {
                return try apply(rows, base.schema, output, errors)
            }
            write(rows.mappings, of: changes.graph, named: workspace.name, base.schema, to: output)
            return .success
        } catch {
            errors.line(renderer.render(error))
            return ExitStatus(for: error)
        }
    }

    private func write(_ changes: GraphChanges, _ format: ResultFormat?, to output: Output) {
        let format = format ?? .standard(onTerminal: output.isTerminal)
        let writer = format.writer(
            to: output,
            in: RenderContext(width: output.columns, color: color.holds(for: output), escapesControls: output.isTerminal))
        writer.beginResult(sections: 1)
        writer.beginSection(ResultSection(name: "", title: "", columns: GraphChanges.columns, graph: changes.graph))
        writer.write(changes.rows)
        writer.endSection()
        writer.endResult()
    }

    private func write(_ mappings: [ProposedRows.Mapping], of graph: Graph, named name: String, _ schema: Schema, to output: Output) {
        let selection = Selection(graph, rows: [mappings.map { .relationship($0.id) }])
        // A control in a workspace would steer the terminal of whoever looks at the file.
        output.write(SSSOMExport.proposals(selection, schema: schema, named: name).escapingControls(keepingLines: true))
    }

    private func apply(
        _ rows: ProposedRows, _ schema: Schema, _ output: Output, _ errors: Output
    ) throws(Diagnostics) -> ExitStatus {
        guard case .apply(let set, let documents, let withdrawsNoMatch, let isDry) = task else { return .success }
        var drafts = rows.nodes
        for mapping in rows.mappings { drafts.append(try mapping.draft(schema: schema, set: set, documents: documents)) }
        let insertion = try RowInsertion(
            drafts, directory: knowledge ?? "kb", today: day ?? Engine(graph: .empty).today, withdrawsNoMatch: withdrawsNoMatch)
        let renderer = DiagnosticRenderer(color: color.holds(for: errors), naming: .rule)
        for finding in insertion.findings { errors.line(renderer.render(finding)) }
        if isDry { for row in insertion.rows { output.line(row.line) } }
        guard insertion.isAllowed else {
            errors.line("nothing was written")
            if !withdrawsNoMatch, insertion.findings.contains(where: { ($0.fault as? RuleFault)?.isMatchAndNoMatch ?? false }) {
                errors.line(
                    "hint: `cqcq workspace apply \(path) --kb \(knowledge ?? "kb") --withdraw-no-match` takes the rows out that say so")
            }
            return .failure
        }
        for row in insertion.withdrawn { errors.line("\(row.path):\(row.lineNumber): \(isDry ? "would be " : "")withdrawn: \(row.line)") }
        if isDry { return .success }
        try insertion.write()
        for row in insertion.rows { errors.line("\(row.path):\(row.lineNumber): written") }
        return .success
    }
}
