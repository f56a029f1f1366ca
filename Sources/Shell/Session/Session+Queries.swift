import Diagnostics
import Knowledge
import PropertyGraph
import QueryEngine

/// Queries and commands, which are queries with a name.
extension Session {
    func runQuery(_ statement: Statement) throws(Diagnostics) {
        let prepared = try Engine(graph: graph())
            .prepare(statement.source, parameters: Set(settings.parameters.keys))
        if isInteractive { show(prepared.warnings.map(statement.placed)) }
        let cursor = try prepared.run(parameters: settings.parameters, limits: limits)
        let writer = writer()
        writer.beginResult(sections: 1)
        try write(cursor, name: "", title: "", hidden: [], to: writer)
        writer.endResult()
    }

    func runCommand(_ statement: Statement) throws(Diagnostics) {
        let graph = try graph()
        guard let invocation = try knowledge.commands.match(statement.text) else {
            throw Diagnostics(ShellFault.unknownCommand(String(statement.firstWord), near: []))
        }
        for note in invocation.notes { tell("note: " + note.escapingControls) }
        let steps = settings.format.holdsSections ? invocation.steps[...] : invocation.steps.prefix(1)
        let writer = writer()
        writer.beginResult(sections: steps.count)
        for step in steps {
            let command = step.command
            let parameters = settings.parameters.merging(step.parameters) { $1 }
            let cursor = try Engine(graph: graph)
                .prepare(command.query, parameters: Set(parameters.keys))
                .run(parameters: parameters, limits: limits)
            try write(
                cursor, name: command.name, title: "\(command.name): \(command.summary)",
                hidden: hiddenColumns(of: command, withSources: invocation.withSources), to: writer)
        }
        writer.endResult()
        if steps.count < invocation.steps.count {
            let left = invocation.steps[steps.count...].map(\.command.name).joined(separator: ", ")
            tell("note: \(settings.format) holds one table; left out: \(left)")
        }
    }

    /// Writes a result of the shell's own, such as `:schema`.
    func write(name: String, columns: [String], rows: [[Value]], to writer: any ResultWriter) {
        writer.beginSection(ResultSection(name: name, title: name, columns: columns, graph: .empty))
        writer.write(rows)
        writer.endSection()
    }

    func writer() -> any ResultWriter {
        settings.format.writer(
            to: output,
            in: ResultSurroundings(
                width: output.columns, color: settings.color.holds(for: output),
                countsRows: isInteractive && output.isTerminal))
    }

    private var limits: Limits {
        Limits(timeout: settings.timeout, cancellation: Interrupts.cancellation)
    }

    /// For reading, provenance and details are left out unless asked for; data formats have it all.
    private func hiddenColumns(of command: Command, withSources: Bool) -> Set<String> {
        guard settings.format.isForReading else { return [] }
        var hidden: Set<String> = []
        if !withSources, !settings.withSources { hidden.insert("sources") }
        if !settings.wide { hidden.formUnion(command.detail) }
        return hidden
    }

    /// Batch by batch, as the rows are made.
    private func write(
        _ cursor: RowCursor, name: String, title: String, hidden: Set<String>, to writer: any ResultWriter
    ) throws(Diagnostics) {
        let shown = cursor.columns.indices.filter { !hidden.contains(cursor.columns[$0]) }
        writer.beginSection(
            ResultSection(name: name, title: title, columns: shown.map { cursor.columns[$0] }, graph: cursor.graph))
        while let rows = try cursor.next() {
            writer.write(shown.count == cursor.columns.count ? rows : rows.map { row in shown.map { row[$0] } })
            if output.isTerminal { output.flush() }
        }
        writer.endSection()
    }
}
