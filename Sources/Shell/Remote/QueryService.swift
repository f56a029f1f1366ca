import Diagnostics
import PropertyGraph
import QueryEngine

/// Another engine that answers in place of our own: it gets the text of a query and gives rows back.
protocol QueryService: AnyObject {
    /// How messages name it: its address, or the command that starts it.
    var name: String { get }

    /// Whether it can be asked of a day in place of its own graph.
    var answersOtherDays: Bool { get }

    /// The nodes with one of the labels, which names are looked up in; nil where those of the own graph are as good.
    func nodes(labelled labels: Set<String>, limits: Limits) throws(Diagnostics) -> Graph?

    /// All that it has, where that is little; nil where it is much, or where the service answers every query itself.
    func smallGraph(limits: Limits) throws(Diagnostics) -> Graph?

    /// The names that it has, for completion.
    func vocabulary() throws(Diagnostics) -> Vocabulary

    /// Throws what the engine refuses, placed in the query where it says where, and what stops a statement.
    func run(_ request: ServiceRequest, limits: Limits) throws(Diagnostics) -> any RowSource

    func begin() throws(Diagnostics)
    func commit() throws(Diagnostics)
    func rollback() throws(Diagnostics)
}

/// A query for another engine.
struct ServiceRequest {
    /// Which part of a graph of all days a query is about, for an engine that keeps one.
    enum Days {
        case asServed, all
        case of(TimeDays)
    }

    var query: SourceText
    var parameters: [String: Value]
    var isReadOnly: Bool
    var days = Days.asServed
    /// Of a report: what its queries name under USE was known by this day too.
    var knownBy: CalendarDate?
}

/// A day on which something holds, and one by which it was known.
struct TimeDays {
    var validOn: CalendarDate?
    var knownOn: CalendarDate?
}

/// Rows of a statement, wherever they are made.
protocol RowSource: AnyObject {
    var columns: [String] { get }
    /// What nodes and relationships in the rows belong to.
    var graph: Graph { get }
    /// What the run has noticed so far: warnings and notes.
    var notes: [Diagnostic] { get }

    /// The next rows, or nil at the end and ever after.
    func nextBatch() throws(Diagnostics) -> ResultBatch?

    /// Runs `body`, which writes rows that were given; throws where the limits of the run cut it short.
    func write(_ body: () -> Void) throws(Diagnostics)
}

extension RowCursor: RowSource {
    func write(_ body: () -> Void) throws(Diagnostics) {
        withinLimits(body)
        try requireWritten()
    }
}

/// Rows that are all there.
final class FetchedRows: RowSource {
    let columns: [String]
    let graph: Graph
    let notes: [Diagnostic]
    private var batches: ArraySlice<[[Value]]>

    /// - Parameter batches: none of them empty.
    init(columns: [String], graph: Graph, batches: [[[Value]]], notes: [Diagnostic] = []) {
        self.columns = columns
        self.graph = graph
        self.notes = notes
        self.batches = batches[...]
    }

    func nextBatch() -> ResultBatch? { batches.popFirst().map { ResultBatch(rows: $0) } }

    func write(_ body: () -> Void) { body() }
}
