// The engine's types are part of this interface: who imports CareKnowledge needs no other import.
@_exported public import Diagnostics
@_exported public import Knowledge
@_exported public import PropertyGraph
@_exported public import QueryEngine
import KnowledgeProcedures
import ShippedKnowledge

/// The rules that English health and care services are judged by: the built-in knowledge base, its names and its days.
///
///     let care = CareKnowledge.builtIn
///     for row in try care.engine().rows("MATCH (q:QualityStatement) RETURN q.code AS code, q.title AS title") { … }
public struct CareKnowledge: Sendable {
    /// Schema, graph and commands.
    public let base: KnowledgeBase
    private let names: NameCache

    /// What the package carries.
    public static let builtIn = CareKnowledge(base: .shipped)

    /// A folder with the layout of kb/. Throws every fault of every file, with its place.
    public init(directory: String) throws(Diagnostics) { self.init(base: try KnowledgeBase.named(directory)) }

    private init(base: KnowledgeBase) {
        self.base = base
        names = NameCache(schema: base.schema)
    }

    /// Which days are answered for.
    public enum Days: Sendable, Hashable {
        /// What holds today, in UTC.
        case today
        /// What held, or will hold as far as is known, on a day.
        case on(CalendarDate)
        /// Everything, ended things and drafts of later dates too.
        case all
    }

    /// SHA-256 of the data, in hexadecimal digits: tells one edition from another.
    public var edition: String { base.digest() }

    /// The graph of the days. Nodes keep their ids from day to day. O(nodes + relationships) unless `all`.
    public func graph(_ days: Days = .today, knownOn: CalendarDate? = nil) -> Graph {
        TimeView(validOn: day(of: days), knownOn: knownOn).of(base.graph())
    }

    /// An engine over the graph of the days, with the procedures and functions of knowledge (`cqcq.named`, `cqcq.compose`, `cqcq.suggest` …).
    ///
    /// - Parameters:
    ///   - days: which days are answered for.
    ///   - knownOn: only what was published or recorded by that day.
    ///   - isReadOnly: whether writing clauses are refused. What a statement writes is in the graph of its cursor; the built-in data stay as they are.
    public func engine(_ days: Days = .today, knownOn: CalendarDate? = nil, isReadOnly: Bool = true) -> Engine {
        let day = day(of: days)
        let today = day ?? Self.today
        return Engine(
            graph: graph(days, knownOn: knownOn), vocabulary: Vocabulary(of: base.schema), today: today,
            procedures: Procedure.ofKnowledge(names, on: today), graphs: TimeView.graphs(of: base.graph()),
            functions: QueryFunction.ofKnowledge(names), isReadOnly: isReadOnly)
    }

    /// The things that a person may mean: `Reg 17`, `QS W5`, `safeguarding`, `complaints`. Things in force on the day come first.
    ///
    /// - Parameters:
    ///   - name: as a person writes it.
    ///   - label: the kind of thing, as `Regulation`; nil for any.
    ///   - days: which days count as in force.
    public func resolve(_ name: String, label: String? = nil, _ days: Days = .today) -> NameResolution {
        names.resolver(of: base.graph(), on: day(of: days) ?? Self.today, label: label).resolve(name)
    }

    private static var today: CalendarDate { Engine(graph: .empty).today }

    /// nil for all days.
    private func day(of days: Days) -> CalendarDate? {
        switch days {
        case .today: Self.today
        case .on(let day): day
        case .all: nil
        }
    }
}
