import Diagnostics
import Knowledge
import PropertyGraph
import QueryEngine

/// Queries and commands, which are queries with a name.
extension Session {
    func runQuery(_ statement: Statement) throws(Diagnostics) {
        let prepared = try engine(over: graph())
            .prepare(statement.source, parameters: Set(settings.parameters.keys))
        if isInteractive { show(prepared.warnings.map(statement.placed)) }
        if prepared.writes, let day = settings.asOf ?? settings.knownOn { throw Diagnostics(ShellFault.writingInThePast(day.description)) }
        let cursor = prepared.run(parameters: settings.parameters, limits: limits)
        guard !cursor.columns.isEmpty else {
            _ = try cursor.next()
            return adopt(cursor.graph)
        }
        let writer = writer()
        try write(cursor, name: "", title: "", note: nil, hidden: [], to: writer, isFirst: true, sections: 1)
        writer.endResult()
        if prepared.writes { adopt(cursor.graph) }
    }

    func runCommand(_ statement: Statement) throws(Diagnostics) {
        let scope = NameScope(
            graph: wholeGraph(), schema: knowledge.schema, asOf: settings.asOf,
            today: Engine(graph: .empty).today)
        guard let invocation = try knowledge.commands.match(statement.source, in: scope) else {
            throw Diagnostics(ShellFault.unknownCommand(String(statement.firstWord), near: []))
        }
        show(invocation.notes.map(statement.placed))
        let steps = settings.format.holdsSections ? invocation.steps[...] : invocation.steps.prefix(1)
        let writer = writer()
        var cursors: [(step: Invocation.Step, rows: RowCursor)] = []
        var writes = false
        for step in steps {
            let parameters = settings.parameters.merging(step.parameters) { $1 }
            let prepared = try engine(over: step.command.needsWholeGraph ? scope.graph : graph())
                .prepare(step.command.query, parameters: Set(parameters.keys))
            writes = writes || prepared.writes
            cursors.append((step, prepared.run(parameters: parameters, limits: limits)))
        }
        for (index, (step, rows)) in cursors.enumerated() {
            try write(
                rows, name: step.command.name, title: "\(step.command.name): \(step.command.summary)", note: step.command.note,
                hidden: hiddenColumns(of: step, invocation), to: writer, isFirst: index == 0, sections: steps.count)
        }
        writer.endResult()
        if writes, let last = cursors.last { adopt(last.rows.graph) }
        if steps.count < invocation.steps.count { tellLeftOut(invocation.steps[steps.count...].map(\.command.name)) }
    }

    /// CSV and TSV hold one table: the names of those that are not in it.
    func tellLeftOut(_ names: [String]) {
        tell("note: \(settings.format) holds one table; left out: \(names.joined(separator: ", "))")
    }

    private func engine(over graph: Graph) -> Engine {
        Engine(
            graph: graph, vocabulary: schemaNames, procedures: Procedure.ofKnowledge,
            graphs: TimeView.graphs(of: wholeGraph()), isReadOnly: settings.readOnly)
    }

    func writer() -> any ResultWriter {
        settings.format.writer(
            to: output,
            in: ResultSurroundings(
                width: output.columns, color: settings.color.holds(for: output), escapesControls: output.isTerminal,
                countsRows: isInteractive && output.isTerminal))
    }

    private var limits: Limits {
        Limits(timeout: settings.timeout, cancellation: Interrupts.cancellation)
    }

    /// For reading, provenance and details are left out unless asked for; data formats have it all.
    private func hiddenColumns(of step: Invocation.Step, _ invocation: Invocation) -> Set<String> {
        guard settings.format.isForReading, !settings.wide else { return [] }
        var hidden = invocation.hiddenColumns(of: step)
        if settings.withSources { hidden.remove("sources") }
        return hidden
    }

    /// Batch by batch, as the rows are made. Nothing is written before the first batch is there, so that
    /// a query that fails at once leaves no half table behind.
    private func write(
        _ cursor: RowCursor, name: String, title: String, note: String?, hidden: Set<String>, to writer: any ResultWriter,
        isFirst: Bool, sections: Int
    ) throws(Diagnostics) {
        let shown = cursor.columns.indices.filter { !hidden.contains(cursor.columns[$0]) }
        var batch = try cursor.next()
        if isFirst { writer.beginResult(sections: sections) }
        writer.beginSection(
            ResultSection(name: name, title: title, note: note, columns: shown.map { cursor.columns[$0] }, graph: cursor.graph))
        while let rows = batch {
            writer.write(shown.count == cursor.columns.count ? rows : rows.map { row in shown.map { row[$0] } })
            if output.isTerminal { output.flush() }
            batch = try cursor.next()
        }
        writer.endSection()
    }
}

extension Vocabulary {
    /// Whatever a schema names.
    init(of schema: Schema) {
        let references = schema.labels.values.flatMap { $0.properties.values.compactMap(\.relationship) }
        self.init(
            labels: Set(schema.labels.keys),
            types: Set(schema.relationships.keys)
                .union(schema.mappingSets.values.map(\.relationship)).union(references)
                .union([Schema.sourcedFrom, Schema.hasNoMatchIn]),
            properties: Set(schema.labels.values.flatMap { $0.properties.keys }))
    }
}
