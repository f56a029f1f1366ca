import Diagnostics
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine

/// Queries and commands, which are queries with a name.
extension Session {
    /// In the format that is set, or in another one.
    func runQuery(_ statement: Statement, format: ResultFormat? = nil) throws(Diagnostics) {
        try checkFile(format)
        if let service {
            let rows = try ask(service, statement.source, settings.parameters)
            return try show(rows, of: statement, format)
        }
        let inputs = self.inputs()
        func prepare(over graph: Graph) throws(Diagnostics) -> PreparedQuery {
            try engine(over: graph, inputs, isReadOnly: isReadOnly)
                .prepare(statement.source, parameters: Set(settings.parameters.keys))
        }
        var prepared = try prepare(over: graph())
        // What is written goes into the whole graph, and so the statement sees all of it.
        if prepared.writes, settings.asOf == .now, settings.knownOn == nil { prepared = try prepare(over: wholeGraph()) }
        if view.isAll, graphs.settle(before: prepared) { prepared = try prepare(over: wholeGraph()) }
        try warn(prepared.warnings.map(statement.placed))
        let rows = ResultRows(prepared.run(parameters: settings.parameters, limits: limits))
        if prepared.writes {
            try checkIsNow()
            try rows.gather()
            // Before anything is kept: under --strict a warning refuses the statement.
            try warn(rows.notes.map(statement.placed))
            try keep(
                rows.graph, statement, parameters: Self.parameters(settings.parameters, namedIn: statement.text), inputs)
        }
        try show(rows, of: statement, format)
        if !prepared.writes { try warn(rows.notes.map(statement.placed)) }
    }

    private func show(_ rows: ResultRows, of statement: Statement, _ format: ResultFormat?) throws(Diagnostics) {
        // Nothing to show where nothing is returned.
        guard !rows.columns.isEmpty else {
            _ = try rows.next()
            return last.result = (0, nil, rows.graph)
        }
        let writer = try resultWriter(format)
        try write(rows, name: "", title: "", note: nil, hidden: [], to: writer, isFirst: true, sections: 1)
        writer.endResult()
        try requireDrawn(writer)
    }

    func runCommand(_ statement: Statement) throws(Diagnostics) {
        try checkFile()
        var inputs = self.inputs()
        let clock = inputs.clock
        try fetchNames()
        let scope = nameScope(today: Engine(graph: .empty, clock: { clock }).today)
        guard let invocation = try knowledge.commands.match(statement.source, in: scope) else {
            let word = String(statement.firstWord)
            let longer = knowledge.commands.names.filter { $0.hasPrefix(word.lowercased() + "-") }.map { $0.replacing("-", with: " ") }
            throw Diagnostics(ShellFault.unknownCommand(word, near: longer))
        }
        if !settings.isQuiet { show(invocation.notes.map(statement.placed)) }
        let steps = format.holdsSections ? invocation.steps[...] : invocation.steps.prefix(1)
        let writer = try resultWriter()
        var results: [(step: Invocation.Step, rows: ResultRows)] = []
        var writes = false
        for (index, step) in steps.enumerated() {
            let parameters = context(of: step.command.query).merging(settings.parameters) { $1 }.merging(step.parameters) { $1 }
            if let service {
                let days: ServiceRequest.Days =
                    step.command.needsWholeGraph ? .all : .of(TimeDays(validOn: view.validOn, knownOn: view.knownOn))
                let rows = try ask(service, step.command.query, parameters, days: days)
                try refuse(step, rows, statement, isFirst: index == 0)
                results.append((step, rows))
                continue
            }
            // The clock is one for all steps; what is read and drawn is each step's own.
            inputs = self.inputs()
            inputs.clock = clock
            // Only the command itself can write, not one that follows it.
            let prepared = try engine(
                over: step.command.needsWholeGraph ? wholeGraph() : graph(), inputs, isReadOnly: isReadOnly || index > 0)
                .prepare(step.command.query, parameters: Set(parameters.keys))
            let rows = ResultRows(prepared.run(parameters: parameters, limits: limits))
            try refuse(step, rows, statement, isFirst: index == 0)
            if prepared.writes {
                writes = true
                try checkIsNow()
                try rows.gather()
                // What was left out is left out again when it is replayed.
                let given = parameters.filter { !$0.value.isNull || step.parameters[$0.key] == nil }
                try keep(
                    rows.graph, statement, parameters: Self.parameters(given, namedIn: step.command.query.text), inputs)
            }
            results.append((step, rows))
        }
        for (index, (step, rows)) in results.enumerated() {
            try write(
                rows, name: step.command.name, title: "\(step.command.name): \(step.command.summary)", note: step.command.note,
                hidden: hiddenColumns(of: step, invocation), droppable: step.command.droppable, to: writer, isFirst: index == 0, sections: steps.count)
        }
        writer.endResult()
        try requireDrawn(writer)
        if last.result?.rows == 0, !settings.isQuiet, let note = invocation.steps.first?.command.emptyNote { tell("note: \(note)") }
        if !writes, keptCount > 0, saysWhatIsWritten {
            tell("note: kb, and what \(keptCount) statement\(keptCount == 1 ? " has" : "s have") written over it")
        }
        if steps.count < invocation.steps.count { tellLeftOut(invocation.steps[steps.count...].map(\.command.name)) }
    }

    /// Throws where the rows of a command say that there is no answer.
    private func refuse(_ step: Invocation.Step, _ rows: ResultRows, _ statement: Statement, isFirst: Bool) throws(Diagnostics) {
        if let column = step.command.errorColumn {
            try rows.gather()
            if let reason = rows.firstText(of: column) { throw Diagnostics(CommandFault.refused(reason), span: statement.span) }
        }
        if isFirst, let sentence = step.command.emptySentence {
            try rows.gather()
            if rows.isEmpty { throw Diagnostics(CommandFault.nothingHeld(sentence), span: statement.span) }
        }
    }

    /// Bytes of the longest statement that is read. Of a memory limit a part, since a text becomes tokens, a tree and values.
    var statementLimit: Int { min(64 << 20, settings.memory.map { max($0 / 8, 1 << 16) } ?? .max) }

    /// CSV and TSV hold one table: the names of those that are not in it.
    func tellLeftOut(_ names: [String]) {
        tell("note: \(format.rawValue) holds one table; left out: \(names.joined(separator: ", "))")
    }

    /// - Parameters:
    ///   - whole: what USE may name days of; nil for the graph of the session.
    ///   - asked: the days that are asked of; nil for those of the session.
    func engine(over graph: Graph, _ inputs: ReplayInputs, isReadOnly: Bool, whole: Graph? = nil, on asked: TimeView? = nil) -> Engine {
        let (knowledge, clock, random) = (knowledge, inputs.clock, inputs.random)
        let today = (asked ?? view).validOn ?? Engine(graph: .empty, clock: { clock }).today
        return Engine(
            graph: graph, vocabulary: Vocabulary(of: knowledge.schema), clock: { clock }, random: { random.next() },
            procedures: Procedure.ofKnowledge(names, on: today), graphs: TimeView.graphs(of: whole ?? wholeGraph()),
            functions: QueryFunction.ofKnowledge(names), records: inputs.records, isReadOnly: isReadOnly)
    }

    /// Whether statements that would write are refused.
    var isReadOnly: Bool { settings.readOnly || !permissions.contains(.writes) }

    /// A day's graph cannot be written.
    private func checkIsNow() throws(Diagnostics) {
        if let day = settings.asOf.day ?? settings.knownOn { throw Diagnostics(ShellFault.writingInThePast(day.description)) }
    }

    /// The writer of the format, or of charts in it.
    private func resultWriter(_ asked: ResultFormat? = nil) throws(Diagnostics) -> any ResultWriter {
        guard let kind = settings.chart, requestWriter == nil else { return writer(asked) }
        let format = asked ?? self.format
        return try ChartWriter(kind, format, to: output, in: conditions(for: format))
    }

    private func requireDrawn(_ writer: any ResultWriter) throws(Diagnostics) {
        if let failure = (writer as? ChartWriter)?.failure { throw failure }
    }

    func writer(_ format: ResultFormat? = nil) -> any ResultWriter {
        if let requestWriter { return requestWriter }
        let format = format ?? self.format
        return format.writer(to: output, in: conditions(for: format))
    }

    private func conditions(for format: ResultFormat) -> RenderContext {
        let isWatched = isInteractive && output.isTerminal
        var context = RenderContext(
            width: output.columns, color: settings.color.holds(for: output), escapesControls: output.isTerminal,
            isASCII: !output.isUnicode, wraps: settings.wrap, isWatched: isWatched)
        context.generalLabels = { [knowledge] in Set(knowledge.schema.labels.values.filter(\.isAbstract).map(\.name)) }
        context.tell = { [unowned self] in tell($0) }
        if isWatched { context.footer = { [start] in " in \(Self.shortTime(ContinuousClock.now - start))" } }
        if format.isFile { context.file = openFile(format) }
        return context
    }

    /// `8 ms`, `1.3 s`
    private static func shortTime(_ duration: Duration) -> String {
        let milliseconds = Int(duration / .milliseconds(1))
        return milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// Begins the progress line of the statement, where somebody would see it.
    var limits: Limits {
        var limits = Limits(timeout: settings.timeout, cancellation: Interrupts.cancellation, memory: settings.memory)
        limits.holdsProcess = true
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
        guard format.isForReading, !settings.wide else { return error }
        var hidden = invocation.hiddenColumns(of: step).union(error)
        if settings.withSources { hidden.remove("sources") }
        return hidden
    }

    /// Batch by batch, as the rows are made. Nothing is written before the first batch is there, so that
    /// a query that fails at once leaves no half table behind.
    private func write(
        _ rows: ResultRows, name: String, title: String, note: String?, hidden: Set<String>, droppable: [String] = [],
        to writer: any ResultWriter, isFirst: Bool, sections: Int
    ) throws(Diagnostics) {
        var left = settings.limit ?? .max
        let shown = rows.columns.indices.filter { !hidden.contains(rows.columns[$0]) }
        var batch = try rows.next()
        var count = 0
        let first = batch.flatMap { $0.width > 0 ? $0.value(row: 0, column: 0) : nil }
        if isFirst {
            beginItem()
            writer.beginResult(sections: sections)
        }
        writer.beginSection(
            ResultSection(name: name, title: title, note: note, columns: shown.map { rows.columns[$0] }, graph: rows.graph,
                droppable: droppable))
        var isCut = false
        while let some = batch {
            count += some.count
            let some = some.prefix(left)
            isCut = some.count < batch!.count
            left -= some.count
            try rows.write {
                writer.write(shown.count == rows.columns.count ? some : some.keeping(columns: shown))
            }
            progress?.count(some.count)
            if output.isTerminal { output.flush() }
            if isCut || output.isAbandoned { break }
            batch = try rows.next()
        }
        writer.endSection()
        rowCount += count
        if isFirst { last.result = (count, first, rows.graph) }
        if isCut { tell("note: there are more rows; `:limit off` shows them all") }
    }
}
