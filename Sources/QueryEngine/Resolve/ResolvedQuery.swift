import Diagnostics
import CypherSyntax
import PropertyGraph

/// A statement whose names are settled: what to do, in the order written, without how.
package struct ResolvedQuery: Sendable {
    package var branches: [ResolvedBranch]
    /// UNION without ALL.
    package var distinct: Bool
    package var columns: [String]
    /// One a column; every branch ends in these.
    package var outputs: [Slot]
}

/// One side of a UNION.
package struct ResolvedBranch: Sendable {
    package var clauses: [ResolvedClause]
    /// The branch's own slots for the columns.
    package var outputs: [Slot]
    /// Asked of another graph than the query around.
    package var graph: ResolvedUse?
}

package enum ResolvedClause: Sendable {
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

package struct ResolvedMatch: Sendable {
    package var optional: Bool
    package var nodes: [NodeDemand]
    package var connections: [Connection]
    package var paths: [PathDemand]
    /// WHERE and the patterns' properties, as parts that must all hold.
    package var filters: [Term]
    /// Slots that the clause binds for the first time.
    package var introduced: [Slot]
    /// Where the pattern is enumerated whole before paths are selected.
    package var selection: PathSelection?
}

/// A node of a pattern. Several places with the same variable are one demand.
package struct NodeDemand: Sendable {
    package var slot: Slot
    package var labels: [String]
    package var place: Place
}

/// A relationship of a pattern, from `from` to `to` as written.
package struct Connection: Sendable {
    package var slot: Slot
    package var from: Slot
    package var to: Slot
    package var direction: RelationshipPattern.Direction
    package var types: [String]
    /// nil for a single relationship.
    package var length: LengthRange?
    /// Held by each relationship of a variable-length one; single ones have theirs among the filters.
    package var properties: [Term.MapItem]
    /// The variable was bound by an earlier clause.
    package var bound: Bool
    /// Walked over and over in place of one relationship; `slot` holds the list of all relationships.
    package var group: ResolvedGroup?
    /// Of the paths between its ends, which to take.
    package var selector: PathSelector?
    /// Part of a WALK, which may meet relationships again.
    package var mayRepeat = false
    package var place = Place()
}

/// A row for each record of a file.
package struct Loading: Sendable {
    package enum Form: Sendable {
        /// LOAD CSV
        case records(RecordForm)
        /// LOAD TABLE
        case table(TableForm.Header)
    }

    package var address: Term
    /// Of a table; nil for its first.
    package var sheet: Term?
    package var form: Form
    /// A map of its cells, or a list.
    package var record: Slot

    package var isTable: Bool { if case .table = form { true } else { false } }
}

/// A row for each element of a list.
package struct Unwinding: Sendable {
    package var list: Term
    package var element: Slot
    package var place: Place?

    /// Where in the list it stands.
    package struct Place: Sendable {
        package var slot: Slot
        package var first: Int
    }

    /// What is bound.
    package var slots: [Slot] { [element] + (place.map { [$0.slot] } ?? []) }
}

package struct LengthRange: Hashable, Sendable {
    package var lower: Int
    /// nil without a bound.
    package var upper: Int?
}

package struct PathDemand: Sendable {
    package var slot: Slot
    /// Nodes and relationships in turn.
    package var elements: [Slot]
    package var place = Place()
}

package struct ResolvedProjection: Sendable {
    package var distinct: Bool
    /// What the clause leaves, by slot.
    package var items: [ProjectedItem]
    /// Where the clause aggregates: keys first, then the aggregates; `items` speak of their slots.
    package var grouping: Grouping?
    package var order: [SortKey]
    package var skip: Term?
    package var limit: Term?
    /// WHERE after WITH.
    package var filter: Term?
}

package struct ProjectedItem: Hashable, Sendable {
    package var slot: Slot
    package var term: Term
}

package struct Grouping: Hashable, Sendable {
    package var keys: [ProjectedItem]
    package var aggregates: [AggregateItem]
    /// Found out when the plan is made: several threads may put rows into groups, as each row alone says where it goes.
    package var canShare = false
    /// Found out when the plan is made: the first key is the number of a row, and each row of the leaf has a group, also one without rows.
    package var givesEachRow = false
    /// Found out when the plan is made.
    package var base: Base?

    /// What all keys are computed from.
    package struct Base: Hashable, Sendable {
        /// Holds its value where the keys are computed once for each.
        package var slot: Slot
        package var term: Term
        /// The keys, computed from `slot`.
        package var keys: [Term]
    }
}

package struct AggregateItem: Hashable, Sendable {
    package var slot: Slot
    package var function: Aggregate
    /// nil for count(*).
    package var argument: Term?
    /// Percentiles have a second one.
    package var parameter: Term?
    package var distinct: Bool
    package var place = Place()
}

package struct SortKey: Hashable, Sendable {
    package var term: Term
    package var descending: Bool
    /// It is never an error, so that it can be left for the rows that the keys before it leave open.
    package var mayWait = false
}

/// A query inside an expression.
package struct ResolvedSubquery: Sendable {
    package var query: ResolvedQuery
}

/// What a slot holds, as far as known when the statement is read.
package enum SlotKind: Sendable {
    case node, relationship, relationshipList, path
    /// Anything else; nil type where unknown.
    case value(StaticType?)

    /// A node, a relationship or null.
    package var isEntity: Bool {
        switch self {
        case .node, .relationship: true
        case .relationshipList, .path, .value: false
        }
    }

    package var words: String {
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
package struct LoadedColumn: Sendable {
    package var name: String
    package var span: SourceSpan
}
