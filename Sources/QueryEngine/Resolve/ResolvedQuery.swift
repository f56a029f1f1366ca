import Diagnostics
import CypherSyntax
import PropertyGraph

/// A statement whose names are settled: what to do, in the order written, without how.
struct ResolvedQuery: Sendable {
    var branches: [ResolvedBranch]
    /// UNION without ALL.
    var distinct: Bool
    var columns: [String]
    /// One a column; every branch ends in these.
    var outputs: [Slot]
}

/// One side of a UNION.
struct ResolvedBranch: Sendable {
    var clauses: [ResolvedClause]
    /// The branch's own slots for the columns.
    var outputs: [Slot]
    /// Asked of another graph than the query around.
    var graph: ResolvedUse?
}

enum ResolvedClause: Sendable {
    case match(ResolvedMatch)
    case unwind(Unwinding)
    case load(Loading)
    case call(ResolvedCall)
    case create(ResolvedCreate)
    case merge(ResolvedMerge)
    case set([ResolvedSet])
    case delete([Term], detach: Bool)
    case project(ResolvedProjection)
    case subquery(ResolvedCallSubquery)
    case extend([ProjectedItem])
    case filter([Term])
}

struct ResolvedMatch: Sendable {
    var optional: Bool
    var nodes: [NodeDemand]
    var connections: [Connection]
    var paths: [PathDemand]
    /// WHERE and the patterns' properties, as parts that must all hold.
    var filters: [Term]
    /// Slots that the clause binds for the first time.
    var introduced: [Slot]
    /// Where the pattern is enumerated whole before paths are selected.
    var selection: PathSelection?
}

/// A node of a pattern. Several places with the same variable are one demand.
struct NodeDemand: Sendable {
    var slot: Slot
    var labels: [String]
    var place: Place
}

/// A relationship of a pattern, from `from` to `to` as written.
struct Connection: Sendable {
    var slot: Slot
    var from: Slot
    var to: Slot
    var direction: RelationshipPattern.Direction
    var types: [String]
    /// nil for a single relationship.
    var length: LengthRange?
    /// Held by each relationship of a variable-length one; single ones have theirs among the filters.
    var properties: [Term.MapItem]
    /// The variable was bound by an earlier clause.
    var bound: Bool
    /// Walked over and over in place of one relationship; `slot` holds the list of all relationships.
    var group: ResolvedGroup?
    /// Of the paths between its ends, which to take.
    var selector: PathSelector?
    /// Part of a WALK, which may meet relationships again.
    var mayRepeat = false
    var place = Place()
}

/// A row for each record of a file.
struct Loading: Sendable {
    enum Form: Sendable {
        /// LOAD CSV
        case records(RecordForm)
        /// LOAD TABLE
        case table(TableForm.Header)
    }

    var address: Term
    /// Of a table; nil for its first.
    var sheet: Term?
    var form: Form
    /// A map of its cells, or a list.
    var record: Slot

    var isTable: Bool { if case .table = form { true } else { false } }
}

/// A row for each element of a list.
struct Unwinding: Sendable {
    var list: Term
    var element: Slot
    var place: Place?

    /// Where in the list it stands.
    struct Place: Sendable {
        var slot: Slot
        var first: Int
    }

    /// What is bound.
    var slots: [Slot] { [element] + (place.map { [$0.slot] } ?? []) }
}

struct LengthRange: Hashable, Sendable {
    var lower: Int
    /// nil without a bound.
    var upper: Int?
}

struct PathDemand: Sendable {
    var slot: Slot
    /// Nodes and relationships in turn.
    var elements: [Slot]
    var place = Place()
}

struct ResolvedProjection: Sendable {
    var distinct: Bool
    /// What the clause leaves, by slot.
    var items: [ProjectedItem]
    /// Where the clause aggregates: keys first, then the aggregates; `items` speak of their slots.
    var grouping: Grouping?
    var order: [SortKey]
    var skip: Term?
    var limit: Term?
    /// WHERE after WITH.
    var filter: Term?
}

struct ProjectedItem: Hashable, Sendable {
    var slot: Slot
    var term: Term
}

struct Grouping: Hashable, Sendable {
    var keys: [ProjectedItem]
    var aggregates: [AggregateItem]
    /// Found out when the plan is made: several threads may put rows into groups, as each row alone says where it goes.
    var canShare = false
}

struct AggregateItem: Hashable, Sendable {
    var slot: Slot
    var function: Aggregate
    /// nil for count(*).
    var argument: Term?
    /// Percentiles have a second one.
    var parameter: Term?
    var distinct: Bool
    var place = Place()
}

struct SortKey: Hashable, Sendable {
    var term: Term
    var descending: Bool
}

/// A query inside an expression.
struct ResolvedSubquery: Sendable {
    var query: ResolvedQuery
}

/// What a slot holds, as far as known when the statement is read.
enum SlotKind: Sendable {
    case node, relationship, relationshipList, path
    /// Anything else; nil type where unknown.
    case value(StaticType?)

    var words: String {
        switch self {
        case .node: "a node"
        case .relationship: "a relationship"
        case .relationshipList: "a list of relationships"
        case .path: "a path"
        case .value(let type): type?.words ?? "a value"
        }
    }
}

/// A column that a statement asks of a loaded record, and where.
struct LoadedColumn: Sendable {
    var name: String
    var span: SourceSpan
}
