import CypherSyntax
public import Diagnostics
public import PropertyGraph
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs statements of the query language over one graph.
public struct Engine: Sendable {
    public let graph: Graph
    /// Names that are no misspelling, beside those that the graph has; asked for where the graph has a name not.
    let vocabulary: @Sendable () -> Vocabulary
    /// What `date()` answers.
    public let today: CalendarDate
    /// What `datetime()` and its sisters answer.
    public let clock: @Sendable () -> EpochInstant
    /// What CALL can call.
    public let procedures: [Procedure]
    /// What USE can name.
    public let graphs: [GraphFunction]
    /// What LOAD CSV reads from; without one it reads nothing.
    public let records: (any RecordSource)?
    /// Writing clauses are refused when a statement is prepared.
    public let isReadOnly: Bool
    /// Names out of `optimiserRules` that statements are prepared without. For tests: answers never depend on it.
    package var rulesLeftOut: Set<String> = []

    /// The names of all optimiser rules, in the order in which they are applied.
    package static var optimiserRules: [String] { Optimiser.rules.map(\.name) }

    /// - Parameters:
    ///   - vocabulary: names known beside those that the graph has.
    ///   - today: the day by the clock, in UTC, unless given.
    ///   - clock: asked once at the start of each statement, and by the `realtime` functions.
    ///   - procedures: beside those that every graph has.
    ///   - graphs: with the ids of `graph`, so that a node of one is the same node in the other.
    public init(
        graph: Graph, vocabulary: @escaping @autoclosure @Sendable () -> Vocabulary = Vocabulary(), today: CalendarDate? = nil,
        clock: @escaping @Sendable () -> EpochInstant = Engine.systemClock,
        procedures: [Procedure] = [], graphs: [GraphFunction] = [], records: (any RecordSource)? = nil, isReadOnly: Bool = false
    ) {
        self.graph = graph
        self.vocabulary = vocabulary
        self.procedures = procedures + Procedure.builtIn
        self.graphs = graphs
        self.records = records
        self.isReadOnly = isReadOnly
        self.clock = clock
        self.today = today ?? ZonedDateTime(clock(), in: .utc).local.date
    }

    public static let systemClock: @Sendable () -> EpochInstant = {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return EpochInstant(seconds: Int(now.tv_sec), nanosecond: Int(now.tv_nsec))
    }

    /// Text → tokens → tree → resolved statement → plan. Throws every compile-time fault found, placed in `source`.
    /// `parameters` are the names that will have values: another one in the text is a fault.
    public func prepare(_ source: SourceText, parameters: Set<String> = []) throws(Diagnostics) -> PreparedQuery {
        do throws(Diagnostics) {
            let statement = try CypherParser.parse(source)
            let resolved = try Resolver.resolve(statement.query, names: KnownNames(graph, vocabulary), parameters: parameters, procedures: procedures, graphs: graphs)
            if isReadOnly, let writing = statement.query.writingClause {
                throw Diagnostics(ResolveFault.writingNotAllowed(writing.word), span: writing.span)
            }
            let planned = Optimiser.optimise(
                Planner.plan(resolved, graph: graph), kinds: resolved.kinds, without: rulesLeftOut)
            return PreparedQuery(
                source: source, mode: statement.mode, warnings: resolved.warnings, planned: planned,
                engine: self)
        } catch {
            throw error.attached(to: source)
        }
    }
}
