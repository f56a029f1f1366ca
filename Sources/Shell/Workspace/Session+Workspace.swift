import CypherSyntax
import Diagnostics
import Knowledge
import Platform
import PropertyGraph
import QueryEngine

/// What a session writes is kept in its workspace, and what that held is replayed.
extension Session {
    // MARK: Keeping

    /// Takes the graph that a statement has left, once the workspace has the statement; within a transaction,
    /// once it is committed. Does nothing where nothing was written.
    func keep(
        _ graph: Graph, _ statement: Statement, parameters: [String: Value], _ inputs: ReplayInputs
    ) throws(Diagnostics) {
        guard graph.changeCount != wholeGraph().changeCount else { return }
        let entry = WorkspaceBlock.Entry(
            statement: statement, parameters: parameters, loaded: (inputs.records as? RecordKeeper)?.kept ?? [],
            clock: inputs.clock, seed: inputs.random.isUsed ? inputs.random.seed : nil)
        if workspace != nil { try checkIsRepeated(entry, gives: graph) }
        if isInTransaction { graphs.note(entry) } else { try append([entry], at: inputs.clock, reason: nil) }
        graphs.adopt(graph)
    }

    /// Takes the text of the entry apart as the file will be, and runs it: a graph that is not the same is not kept.
    /// Throws `WorkspaceFault.notRepeatable`, and what stops a statement.
    private func checkIsRepeated(_ entry: WorkspaceBlock.Entry, gives graph: Graph) throws(Diagnostics) {
        func refusal(_ fault: any Fault) -> Diagnostics { Diagnostics(fault, span: entry.statement.span) }
        let repeated: Graph
        do throws(Diagnostics) {
            let block = WorkspaceBlock(author: user, time: entry.clock, entries: [entry])
            let bytes = Array((WorkspaceText.head(knowledge: digest) + (try block.text(number: 1))).utf8)
            let entries = try WorkspaceText(bytes, path: workspace?.path ?? "", commands: commandNames).blocks.flatMap(\.entries)
            guard let only = entries.first, entries.count == 1 else {
                throw Diagnostics(WorkspaceFault.notRepeatable(reason: "its text reads as \(entries.count) statements"))
            }
            repeated = try replay(only, limits: limits)
        } catch {
            guard let fault = error.list.first?.fault, fault.category != .limitError else { throw error }
            throw refusal(fault is WorkspaceFault ? fault : WorkspaceFault.notRepeatable(reason: fault.sentence))
        }
        guard repeated.holdsTheSame(as: graph) else {
            throw refusal(WorkspaceFault.notRepeatable(reason: "run again, it writes something else"))
        }
    }

    func append(_ entries: [WorkspaceBlock.Entry], at time: EpochInstant, reason: String?) throws(Diagnostics) {
        guard let workspace, !entries.isEmpty else { return }
        try workspace.append(
            WorkspaceBlock(author: user, time: time, reason: reason, entries: entries), knowledge: digest)
    }

    /// The clock of a statement: it stands still while the statement runs, so that a replay sees the same.
    /// Whole milliseconds, for the sake of who reads the file.
    static func now() -> EpochInstant {
        let now = Engine.systemClock()
        return EpochInstant(seconds: now.seconds, nanosecond: now.nanosecond / 1_000_000 * 1_000_000)
    }

    /// What a statement that begins now is given. Records are remembered where a workspace will want to know what was read.
    func inputs() -> ReplayInputs {
        ReplayInputs(
            clock: Self.now(), random: ReplayableRandom(), records: workspace == nil ? records : records.map(RecordKeeper.init))
    }

    /// Who writes: `$user` where it is given, otherwise the name of the login.
    var user: String {
        if case .string(let name) = settings.parameters["user"] { return name }
        if let name = Environment["LOGNAME"] ?? Environment["USER"], !name.isEmpty { return name }
        return getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "unknown"
    }

    /// Parameters that commands have beside their own. The system is asked for its user only where the query names one.
    func context(of query: SourceText) -> [String: Value] {
        var parameters: [String: Value] = ["workspace": .string("workspace:" + (workspace?.name ?? "unsaved"))]
        let text = query.text.utf8
        if text.indices.contains(where: { text[$0] == UInt8(ascii: "$") && text[$0...].starts(with: "$user".utf8) }) {
            parameters["user"] = .string(user)
        }
        return parameters
    }

    /// Of some parameters those that the text names.
    static func parameters(_ parameters: [String: Value], namedIn text: String) -> [String: Value] {
        let source = SourceText(text)
        let names = Tokenizer.tokens(of: text).filter { $0.kind == .parameter }.map { source[$0.span].dropFirst() }
        return parameters.filter { parameter in
            let quoted = Printer.backquoted(parameter.key)
            return names.contains { $0 == parameter.key || $0 == quoted }
        }
    }

    // MARK: Replaying

    /// Begins with what the workspace holds, and keeps in it what is written from now on.
    /// Throws where a statement cannot be replayed over the knowledge base that it was made over; over another one,
    /// such statements are left out and named.
    func open(_ workspace: Workspace) throws(Diagnostics) {
        show(workspace.warnings)
        let isOfOther = workspace.contents.end > 0 && workspace.contents.knowledge != digest
        var lost = isOfOther ? [Diagnostic(WorkspaceFault.otherKnowledge(path: workspace.path), severity: .warning)] : []
        for (index, block) in workspace.contents.blocks.enumerated() {
            for entry in block.entries {
                do throws(Diagnostics) {
                    let graph = try replay(entry, limits: Limits(cancellation: Interrupts.cancellation))
                    if graph.changeCount == wholeGraph().changeCount { throw Diagnostics([]) }
                    graphs.adopt(graph)
                } catch {
                    lost.append(
                        entry.statement.placed(
                            Diagnostic(
                                WorkspaceFault.notReplayed(block: index + 1, reason: error.list.first?.fault.sentence),
                                severity: block.knowledge == digest ? .error : .warning, span: entry.statement.span)))
                }
            }
        }
        if lost.contains(where: { $0.severity == .error }) { throw Diagnostics(lost) }
        if !lost.isEmpty { show(lost) }
        self.workspace = workspace
        // Made by now, if it was not there before.
        filesInUse.add(workspace.path, as: "the workspace")
    }

    private func replay(_ entry: WorkspaceBlock.Entry, limits: Limits) throws(Diagnostics) -> Graph {
        let (query, known) = try query(of: entry.statement)
        let parameters = known.merging(entry.parameters) { $1 }
        // Also where the session itself may not write.
        let inputs = ReplayInputs(
            clock: entry.clock, random: ReplayableRandom(seed: entry.seed ?? 0), records: RecordReplay(entry.loaded))
        let prepared = try engine(over: wholeGraph(), inputs, isReadOnly: false).prepare(query, parameters: Set(parameters.keys))
        let cursor = prepared.run(parameters: parameters, limits: limits)
        while try cursor.next() != nil {}
        return cursor.graph
    }

    /// The text to run, and the parameters that a command has when nothing is said of them.
    private func query(of statement: Statement) throws(Diagnostics) -> (SourceText, [String: Value]) {
        guard statement.kind != .query else { return (statement.source, [:]) }
        guard let command = knowledge.commands[String(statement.firstWord)] else {
            throw Diagnostics(ShellFault.unknownCommand(String(statement.firstWord), near: []))
        }
        return (command.query, Dictionary(command.parameters.map { ($0.name, .null) }) { $1 })
    }
}
