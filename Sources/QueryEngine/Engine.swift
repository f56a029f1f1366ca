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
    /// Names that are no misspelling.
    public let vocabulary: Vocabulary
    /// What `date()` answers.
    public let today: CalendarDate
    /// What `datetime()` and its sisters answer.
    public let clock: @Sendable () -> EpochInstant

    /// - Parameters:
    ///   - vocabulary: names known beside those that the graph has.
    ///   - today: the day by the clock, in UTC, unless given.
    ///   - clock: asked once at the start of each statement, and by the `realtime` functions.
    public init(
        graph: Graph, vocabulary: Vocabulary = Vocabulary(), today: CalendarDate? = nil,
        clock: @escaping @Sendable () -> EpochInstant = Engine.systemClock
    ) {
        self.graph = graph
        self.vocabulary = Vocabulary(of: graph).union(vocabulary)
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
        do {
            let statement = try CypherParser.parse(source)
            let resolved = try Resolver.resolve(statement.query, vocabulary: vocabulary, parameters: parameters)
            let planned = Planner.plan(resolved, graph: graph)
            return PreparedQuery(
                source: source, mode: statement.mode, warnings: resolved.warnings, planned: planned,
                spans: resolved.spans, engine: self)
        } catch {
            throw error.attached(to: source)
        }
    }
}
