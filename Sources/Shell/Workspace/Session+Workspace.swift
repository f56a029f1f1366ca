#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import CypherSyntax
import Diagnostics
import Knowledge
import PropertyGraph
import QueryEngine

/// What a session writes is kept in its workspace, and what that held is replayed.
extension Session {
    // MARK: Keeping

    /// Takes the graph that a statement has left, once the workspace has the statement; within a transaction,
    /// once it is committed. Does nothing where nothing was written.
    func keep(
        _ graph: Graph, _ statement: Statement, parameters: [String: Value], loaded: [KeptRecords] = [], clock: EpochInstant
    ) throws(Diagnostics) {
        guard graph.changeCount != wholeGraph().changeCount else { return }
        let entry = WorkspaceBlock.Entry(statement: statement, parameters: parameters, loaded: loaded, clock: clock)
        if isInTransaction { uncommitted.append(entry) } else { try append([entry], at: clock, reason: nil) }
        adopt(graph)
        keptCount += 1
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

    /// Who writes: `$user` where it is given, otherwise the name of the login.
    var user: String {
        if case .string(let name) = settings.parameters["user"] { return name }
        if let name = Environment["LOGNAME"] ?? Environment["USER"], !name.isEmpty { return name }
        return getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "unknown"
    }

    /// Parameters that commands have beside their own. The system is asked for its user only where the query names one.
    func surroundings(of query: SourceText) -> [String: Value] {
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
        return parameters.filter { parameter in names.contains { $0 == parameter.key || $0 == "`\(parameter.key)`" } }
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
                    let graph = try replay(entry)
                    if graph.changeCount == wholeGraph().changeCount { throw Diagnostics([]) }
                    adopt(graph)
                    keptCount += 1
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
    }

    private func replay(_ entry: WorkspaceBlock.Entry) throws(Diagnostics) -> Graph {
        let (query, known) = try query(of: entry.statement)
        let parameters = known.merging(entry.parameters) { $1 }
        // Also where the session itself may not write.
        let prepared = try engine(over: wholeGraph(), entry.clock, records: RecordReplay(entry.loaded), isReadOnly: false)
            .prepare(query, parameters: Set(parameters.keys))
        let cursor = prepared.run(parameters: parameters, limits: Limits(cancellation: Interrupts.cancellation))
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
