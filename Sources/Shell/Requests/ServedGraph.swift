public import Diagnostics
public import Knowledge
public import PropertyGraph
public import QueryEngine
import Synchronization

/// The graph of a session for many clients at once. What a client reads stays as it was when it began; what it writes is kept, or
/// refused where another one has written since.
public final class ServedGraph: Sendable {
    /// The whole graph at some time, and which it is.
    public struct Edition: Sendable {
        public var graph: Graph
        public var number: Int
    }

    /// What of the graph a client asks: `cqcq` for what holds today, `cqcq.all` for everything, `cqcq.2018-01-01` for what held on a day, and with
    /// a further day only what was known by then.
    public struct Database: Sendable, Equatable {
        /// Nil for today, whenever that is.
        let view: TimeView?

        public static let today = Database(view: nil)

        private init(view: TimeView?) { self.view = view }

        /// Nil for a name that means nothing.
        public init?(_ name: String) {
            let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
            guard parts.first == "cqcq", parts.count <= 3 else { return nil }
            var days: [CalendarDate?] = []
            for (index, part) in parts.dropFirst().enumerated() {
                guard let day = CalendarDate(String(part)) else {
                    guard index == 0, part == "all" else { return nil }
                    days.append(nil)
                    continue
                }
                days.append(day)
            }
            view = days.isEmpty ? nil : TimeView(validOn: days[0], knownOn: days.count > 1 ? days[1] : nil)
        }

        static func name(_ days: TimeDays) -> String {
            (["cqcq", days.validOn?.description ?? "all"] + [days.knownOn?.description].compactMap(\.self)).joined(separator: ".")
        }
    }

    /// A statement ready to run.
    public struct Prepared: Sendable {
        public var query: PreparedQuery
        fileprivate var inputs: ReplayInputs
    }

    /// A statement that has written, and the graph that it has left.
    public struct Written: Sendable {
        var text: String
        var parameters: [String: Value]
        var prepared: Prepared
        var graph: Graph

        public init(_ text: String, parameters: [String: Value], prepared: Prepared, graph: Graph) {
            (self.text, self.parameters, self.prepared, self.graph) = (text, parameters, prepared, graph)
        }
    }

    /// What is behind the lock.
    private struct Held: @unchecked Sendable {
        // Nobody else has it.
        let session: Session
        var number = 0
        /// What a statement that only reads sees of the edition, made when first asked for.
        var reading: (view: TimeView, graph: Graph)?
    }

    private let held: Mutex<Held>
    /// Whether statements may write.
    public let isWritable: Bool

    /// - Parameters:
    ///   - graph: served in place of that of the knowledge base.
    ///   - workspace: a file that what clients write is kept in; without one they only read.
    ///   - user: who stands as the author of what is written; nil for the name of the login.
    public init(
        knowledge: KnowledgeBase, graph: Graph?, workspace: String?, user: String?, limits: (timeout: Duration, memory: Int)
    ) throws(Diagnostics) {
        var settings = Session.Settings(format: .csv)
        settings.readOnly = workspace == nil
        (settings.timeout, settings.memory) = (limits.timeout, limits.memory)
        if let user { settings.parameters["user"] = .string(user) }
        let session = Session(
            knowledge: knowledge, graph: graph, settings: settings, output: .memory(), errors: .standardError())
        // Clients hold on to ids.
        session.graphs.keepsIDs = true
        if let workspace {
            try session.open(Workspace(workspace, knowledge: session.digest, commands: session.commandNames, isReadOnly: false))
        }
        isWritable = workspace != nil
        held = Mutex(Held(session: session))
    }

    public func edition() -> Edition {
        held.withLock { Edition(graph: $0.session.wholeGraph(), number: $0.number) }
    }

    /// Plans a statement over a part of a whole graph or, if it writes, over all of it.
    public func prepare(
        _ text: String, parameters: Set<String>, over whole: Graph, _ database: Database, isEdition: Bool, isReadOnly: Bool
    ) throws(Diagnostics) -> Prepared {
        let (inputs, reading, writing) = held.withLock { held in
            let inputs = held.session.inputs()
            let view = database.view ?? held.session.view
            let reading: Graph
            if isEdition, let known = held.reading, known.view == view { reading = known.graph } else {
                reading = view.of(whole)
                if isEdition { held.reading = (view, reading) }
            }
            func engine(over graph: Graph) -> Engine {
                held.session.engine(over: graph, inputs, isReadOnly: isReadOnly || !isWritable, whole: whole, on: view)
            }
            return (inputs, engine(over: reading), engine(over: whole))
        }
        let query = try reading.prepare(SourceText(text), parameters: parameters)
        guard query.writes else { return Prepared(query: query, inputs: inputs) }
        if let day = database.view?.validOn ?? database.view?.knownOn { throw Diagnostics(ShellFault.writingInThePast(day.description)) }
        return Prepared(query: try writing.prepare(SourceText(text), parameters: parameters), inputs: inputs)
    }

    /// Keeps what statements have made of an edition, all of it or nothing. False where that is no longer the newest edition.
    public func keep(_ statements: [Written], over edition: Int) throws(Diagnostics) -> Bool {
        let kept: Result<Bool, Diagnostics> = held.withLock { held in
            guard held.number == edition else { return .success(false) }
            do throws(Diagnostics) {
                try held.session.keep(statements)
            } catch { return .failure(error) }
            held.number += 1
            held.reading = nil
            return .success(true)
        }
        return try kept.get()
    }

    /// Waits until nothing is being written, and lets nothing be written any more.
    public func finish() {
        held.withLock { $0.number = .min }
    }
}

extension Session {
    /// As one block of the workspace.
    fileprivate func keep(_ statements: [ServedGraph.Written]) throws(Diagnostics) {
        try begin()
        do throws(Diagnostics) {
            for written in statements {
                try keep(
                    written.graph, Statement(query: written.text, by: "a client's statement"),
                    parameters: Self.parameters(written.parameters, namedIn: written.text), written.prepared.inputs)
            }
            try commit(reason: nil)
        } catch {
            try rollback()
            throw error
        }
    }
}
