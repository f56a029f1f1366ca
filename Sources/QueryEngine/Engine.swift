import CypherSyntax
public import Diagnostics
import Platform
public import PropertyGraph

/// Runs statements of the query language over one graph.
public struct Engine: Sendable {
    /// What statements query; those that write leave it as it is.
    public let graph: Graph
    /// Names known to be valid in addition to those of the graph; computed only when the graph lacks a name.
    let vocabulary: @Sendable () -> Vocabulary
    /// What `date()` answers.
    public let today: CalendarDate
    /// What `datetime()` and its sisters answer.
    public let clock: @Sendable () -> EpochInstant
    /// Where `rand()` draws its bits from.
    public let random: @Sendable () -> UInt64
    /// What CALL can call.
    public let procedures: [Procedure]
    /// What USE can name.
    public let graphs: [GraphFunction]
    /// What expressions can call in addition to the built-in functions.
    public let functions: [QueryFunction]
    /// What LOAD CSV reads from; without one it reads nothing.
    public let records: (any RecordSource)?
    /// Writing clauses are refused when a statement is prepared.
    public let isReadOnly: Bool
    /// Names out of `optimiserRules` that statements are prepared without. For tests: answers never depend on it.
    package var rulesLeftOut: Set<String> = []

    /// The names of all optimiser rules, in the order in which they are applied.
    package static var optimiserRules: [String] { Optimiser.rules.map(\.name) }

    /// - Parameters:
    ///   - graph: what is queried; statements that write leave it as it is.
    ///   - vocabulary: names known beside those that the graph has.
    ///   - today: the day by the clock, in UTC, unless given.
    ///   - clock: asked once at the start of each statement, and by the `realtime` functions.
    ///   - random: 64 bits at each call; a seeded source gives the same answers again.
    ///   - procedures: beside those that every graph has.
    ///   - graphs: with the ids of `graph`, so that a node of one is the same node in the other.
    ///   - functions: in addition to the built-in ones.
    ///   - records: what LOAD CSV reads from; without one it reads nothing.
    ///   - isReadOnly: writing clauses are refused.
    public init(
        graph: Graph, vocabulary: @escaping @autoclosure @Sendable () -> Vocabulary = Vocabulary(), today: CalendarDate? = nil,
        clock: @escaping @Sendable () -> EpochInstant = Engine.systemClock,
        random: @escaping @Sendable () -> UInt64 = Engine.systemRandom,
        procedures: [Procedure] = [], graphs: [GraphFunction] = [], functions: [QueryFunction] = [], records: (any RecordSource)? = nil, isReadOnly: Bool = false
    ) {
        self.graph = graph
        self.vocabulary = vocabulary
        self.procedures = procedures + Procedure.builtIn
        self.graphs = graphs
        self.functions = functions
        self.records = records
        self.isReadOnly = isReadOnly
        self.clock = clock
        self.random = random
        self.today = today ?? ZonedDateTime(clock(), in: .utc).local.date
    }

    /// The machine's clock.
    public static let systemClock: @Sendable () -> EpochInstant = {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return EpochInstant(seconds: Int(now.tv_sec), nanosecond: Int(now.tv_nsec))
    }

    /// The system's source of random bits.
    public static let systemRandom: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

    /// Text → tokens → tree → resolved statement → plan. Throws every compile-time fault found, placed in `source`.
    /// `parameters` are the names that will have values: another one in the text is a fault, but under EXPLAIN.
    public func prepare(_ source: SourceText, parameters: Set<String> = []) throws(Diagnostics) -> PreparedQuery {
        do throws(Diagnostics) {
            let statement = try CypherParser.parse(source)
            let query: Query
            switch statement.body {
            case .query(let found): query = found
            case .schema(let command): return try prepare(command, statement, source)
            }
            // Nothing runs under EXPLAIN, so that no value is missed.
            let resolved = try Resolver.resolve(
                query, of: statement, names: KnownNames(graph, vocabulary), parameters: statement.mode == .explain ? nil : parameters,
                procedures: procedures, graphs: graphs, functions: functions)
            if isReadOnly, let writing = query.writingClause {
                throw Diagnostics(ResolveFault.writingNotAllowed(writing.word), span: writing.span)
            }
            let planned = Optimiser.optimise(
                Planner.plan(resolved, graph: graph), kinds: resolved.kinds, without: rulesLeftOut)
            return PreparedQuery(
                source: source, mode: statement.mode, warnings: resolved.warnings, planned: planned,
                loadedColumns: resolved.loadedColumns, body: statement.body, engine: self)
        } catch {
            throw error.attached(to: source)
        }
    }

    /// Throws `ResolveFault.writingNotAllowed` for a statement that would write, and what the parser says of one that it cannot read.
    public static func requireReading(_ source: SourceText) throws(Diagnostics) {
        do throws(Diagnostics) {
            switch try CypherParser.parse(source).body {
            case .query(let query):
                guard let writing = query.writingClause else { return }
                throw Diagnostics(ResolveFault.writingNotAllowed(writing.word), span: writing.span)
            case .schema(let command): throw Diagnostics(ResolveFault.writingNotAllowed("CREATE"), span: command.span)
            }
        } catch {
            throw error.attached(to: source)
        }
    }

    private func prepare(
        _ command: SchemaCommand, _ statement: CypherSyntax.Statement, _ source: SourceText
    ) throws(Diagnostics) -> PreparedQuery {
        if isReadOnly {
            let word = switch command {
            case .createIndex, .createConstraint: "CREATE"
            case .dropIndex, .dropIndexOn, .dropConstraint, .dropConstraintOn: "DROP"
            }
            throw Diagnostics(ResolveFault.writingNotAllowed(word), span: command.span)
        }
        var notes: [Diagnostic] = []
        if let prefix = statement.prefix { notes.append(Diagnostic(StatementNote.prefix, severity: .note, span: prefix.span)) }
        if case .createIndex = command { notes.append(Diagnostic(StatementNote.index, severity: .note, span: command.span)) }
        let nothing = PlannedQuery(plan: .argument(row: nil), columns: [], outputs: [], subplans: [], slotCount: 0, names: [])
        return PreparedQuery(
            source: source, mode: statement.mode, warnings: notes, planned: nothing, body: statement.body, engine: self)
    }
}
