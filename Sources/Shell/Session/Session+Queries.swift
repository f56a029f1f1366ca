import Diagnostics
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine

/// Queries and commands, which are queries with a name.
extension Session {
    /// In the format that is set, or in another one.
    func runQuery(_ statement: Statement, format: ResultFormat? = nil) throws(Diagnostics) {
        let clock = Self.now()
        let keeper = recordKeeper()
        let prepared = try engine(over: graph(), clock, records: keeper ?? records, isReadOnly: isReadOnly)
            .prepare(statement.source, parameters: Set(settings.parameters.keys))
        if isInteractive { show(prepared.warnings.map(statement.placed)) }
        let rows = ResultRows(prepared.run(parameters: settings.parameters, limits: limits))
        if prepared.writes {
            try checkIsNow()
            try rows.gather()
            try keep(
                rows.graph, statement, parameters: Self.parameters(settings.parameters, namedIn: statement.text),
                loaded: keeper?.kept ?? [], clock: clock)
        }
        // Nothing to show where nothing is returned.
        guard !rows.columns.isEmpty else { return _ = try rows.next() }
        let writer = writer(format)
        try write(rows, name: "", title: "", note: nil, hidden: [], to: writer, isFirst: true, sections: 1)
        writer.endResult()
    }

    func runCommand(_ statement: Statement) throws(Diagnostics) {
        let clock = Self.now()
        let scope = NameScope(
            graph: wholeGraph(), knowledge: knowledge, asOf: settings.asOf,
            today: Engine(graph: .empty, clock: { clock }).today)
        guard let invocation = try knowledge.commands.match(statement.source, in: scope) else {
            throw Diagnostics(ShellFault.unknownCommand(String(statement.firstWord), near: []))
        }
        show(invocation.notes.map(statement.placed))
        let steps = settings.format.holdsSections ? invocation.steps[...] : invocation.steps.prefix(1)
        let writer = writer()
        var results: [(step: Invocation.Step, rows: ResultRows)] = []
        var writes = false
        for (index, step) in steps.enumerated() {
            let parameters = surroundings(of: step.command.query).merging(settings.parameters) { $1 }.merging(step.parameters) { $1 }
            let keeper = recordKeeper()
            // Only the command itself can write, not one that follows it.
            let prepared = try engine(
                over: step.command.needsWholeGraph ? wholeGraph() : graph(), clock, records: keeper ?? records,
                isReadOnly: isReadOnly || index > 0)
                .prepare(step.command.query, parameters: Set(parameters.keys))
            let rows = ResultRows(prepared.run(parameters: parameters, limits: limits))
            if let column = step.command.errorColumn {
                try rows.gather()
                if let reason = rows.firstText(of: column) { throw Diagnostics(CommandFault.refused(reason), span: statement.span) }
            }
            if index == 0, let sentence = step.command.emptySentence {
                try rows.gather()
                if rows.isEmpty { throw Diagnostics(CommandFault.nothingHeld(sentence), span: statement.span) }
            }
            if prepared.writes {
                writes = true
                try checkIsNow()
                try rows.gather()
                // What was left out is left out again when it is replayed.
                let given = parameters.filter { !$0.value.isNull || step.parameters[$0.key] == nil }
                try keep(
                    rows.graph, statement, parameters: Self.parameters(given, namedIn: step.command.query.text),
                    loaded: keeper?.kept ?? [], clock: clock)
            }
            results.append((step, rows))
        }
        for (index, (step, rows)) in results.enumerated() {
            try write(
                rows, name: step.command.name, title: "\(step.command.name): \(step.command.summary)", note: step.command.note,
                hidden: hiddenColumns(of: step, invocation), to: writer, isFirst: index == 0, sections: steps.count)
        }
        writer.endResult()
        if !writes, keptCount > 0 {
            tell("note: kb, and what \(keptCount) statement\(keptCount == 1 ? " has" : "s have") written over it")
        }
        if steps.count < invocation.steps.count { tellLeftOut(invocation.steps[steps.count...].map(\.command.name)) }
    }

    /// CSV and TSV hold one table: the names of those that are not in it.
    func tellLeftOut(_ names: [String]) {
        tell("note: \(settings.format.rawValue) holds one table; left out: \(names.joined(separator: ", "))")
    }

    /// Where a workspace will want to know what was read.
    private func recordKeeper() -> RecordKeeper? { workspace == nil ? nil : records.map(RecordKeeper.init) }

    func engine(
        over graph: Graph, _ clock: EpochInstant, records: (any RecordSource)?, isReadOnly: Bool
    ) -> Engine {
        let knowledge = knowledge
        return Engine(
            graph: graph, vocabulary: Vocabulary(of: knowledge.schema), clock: { clock }, procedures: Procedure.ofKnowledge,
            graphs: TimeView.graphs(of: wholeGraph()), records: records,
            isReadOnly: isReadOnly)
    }

    /// Whether statements that would write are refused.
    private var isReadOnly: Bool { settings.readOnly || !permissions.contains(.writes) }

    /// A day's graph cannot be written.
    private func checkIsNow() throws(Diagnostics) {
        if let day = settings.asOf ?? settings.knownOn { throw Diagnostics(ShellFault.writingInThePast(day.description)) }
    }

    func writer(_ format: ResultFormat? = nil) -> any ResultWriter {
        let isWatched = isInteractive && output.isTerminal
        var surroundings = ResultSurroundings(
            width: output.columns, color: settings.color.holds(for: output), escapesControls: output.isTerminal,
            isASCII: !output.isUnicode, wraps: settings.wrap, isWatched: isWatched)
        surroundings.generalLabels = { [knowledge] in Set(knowledge.schema.labels.values.filter(\.isAbstract).map(\.name)) }
        surroundings.tell = { [unowned self] in tell($0) }
        if isWatched { surroundings.footer = { [start] in " in \(Self.shortTime(ContinuousClock.now - start))" } }
        return (format ?? settings.format).writer(to: output, in: surroundings)
    }

    /// `8 ms`, `1.3 s`
    private static func shortTime(_ duration: Duration) -> String {
        let milliseconds = Int(duration / .milliseconds(1))
        return milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// Begins the progress line of the statement, where somebody would see it.
    var limits: Limits {
        var limits = Limits(timeout: settings.timeout, cancellation: Interrupts.cancellation, memory: settings.memory)
        if errors.isTerminal, !Environment.isDumb {
            let line = progress ?? ProgressLine()
            progress = line
            limits.progress = line.progress
            output.beforeWriting = { line.stop() }
        }
        return limits
    }

    /// For reading, provenance and details are left out unless asked for; data formats have it all.
    private func hiddenColumns(of step: Invocation.Step, _ invocation: Invocation) -> Set<String> {
        let error = Set([step.command.errorColumn].compactMap(\.self))
        guard settings.format.isForReading, !settings.wide else { return error }
        var hidden = invocation.hiddenColumns(of: step).union(error)
        if settings.withSources { hidden.remove("sources") }
        return hidden
    }

    /// Batch by batch, as the rows are made. Nothing is written before the first batch is there, so that
    /// a query that fails at once leaves no half table behind.
    private func write(
        _ rows: ResultRows, name: String, title: String, note: String?, hidden: Set<String>, to writer: any ResultWriter,
        isFirst: Bool, sections: Int
    ) throws(Diagnostics) {
        var left = settings.limit ?? .max
        let shown = rows.columns.indices.filter { !hidden.contains(rows.columns[$0]) }
        var batch = try rows.next()
        if isFirst { writer.beginResult(sections: sections) }
        writer.beginSection(
            ResultSection(name: name, title: title, note: note, columns: shown.map { rows.columns[$0] }, graph: rows.graph))
        var isCut = false
        while let some = batch {
            let some = some.count > left ? Array(some[..<left]) : some
            isCut = some.count < batch!.count
            left -= some.count
            writer.write(shown.count == rows.columns.count ? some : some.map { row in shown.map { row[$0] } })
            progress?.count(some.count)
            if output.isTerminal { output.flush() }
            if isCut || output.isAbandoned { break }
            batch = try rows.next()
        }
        writer.endSection()
        if isCut { tell("note: there are more rows; `:limit off` shows them all") }
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
