import CypherSyntax
import PropertyGraph

/// What to do for a statement, as a tree of operators: a value that is optimised, executed and printed.
/// Rows flow from the leaves up; each operator binds slots or drops rows.
indirect enum Plan: Sendable {
    /// The rows given from outside, numbered in `row` where a number is asked for; without any, one empty row.
    case argument(row: Slot?)
    /// Each row with each node that has all the labels.
    case scan(Plan, node: Slot, labels: [String])
    case expand(Plan, Expand)
    case expandLength(Plan, ExpandLength)
    /// From a relationship that is bound to the nodes at its ends.
    case ends(Plan, Expand, fromBound: Bool)
    case filter(Plan, Term)
    case extend(Plan, [ProjectedItem])
    case narrow(Plan, [Slot])
    case aggregate(Plan, Grouping)
    case distinct(Plan, [Slot])
    case sort(Plan, [SortKey])
    case skip(Plan, Term)
    case limit(Plan, Term)
    case unwind(Plan, Term, Slot)
    /// Each row with the rows that `inner` makes of it, or once with nulls in `introduced`.
    case optional(Plan, inner: Plan, row: Slot, introduced: [Slot])
    case union([UnionBranch], into: [Slot])
    case call(Plan, ResolvedCall)
    case `repeat`(Plan, Repeat)
    /// Of the paths between the same two nodes and beside the same values, those that the selector takes.
    case select(Plan, path: Slot, by: [Slot], PathSelector)
    /// Each row with the rows that `inner` makes of it.
    case apply(Plan, inner: Plan, Apply)
    /// Slots of the outer row that grouping has dropped.
    case imports(Plan, [Slot])
    // Writing: each takes all its rows before it changes anything.
    case create(Plan, ResolvedCreate)
    case merge(Plan, PlannedMerge)
    case set(Plan, [ResolvedSet])
    case delete(Plan, [Term], detach: Bool)

    struct UnionBranch: Sendable {
        var plan: Plan
        var outputs: [Slot]
    }
}

/// From a bound node along one relationship.
struct Expand: Sendable {
    var from: Slot
    var relationship: Slot
    var to: Slot
    /// As seen from `from`.
    var direction: RelationshipPattern.Direction
    /// Empty for any.
    var types: [String]
    /// `to` is bound: only relationships that end there.
    var toBound: Bool
    /// Relationships (or lists of them) of the same MATCH, none of which may be walked again.
    var differentFrom: [Slot]
}

/// From a bound node along several relationships.
struct ExpandLength: Sendable {
    var step: Expand
    var range: LengthRange
    /// What each relationship's properties must equal.
    var properties: [Term.MapItem]
    /// Walked from the pattern's right end: the list is turned round.
    var reversed: Bool
    /// The list is bound already and must be this one.
    var listBound: Bool
}

struct PlannedMerge: Sendable {
    /// Finds what is there for one row.
    var match: Plan
    var create: ResolvedCreate
    var onCreate: [ResolvedSet]
    var onMatch: [ResolvedSet]
}

/// A planned statement.
struct PlannedQuery: Sendable {
    var plan: Plan
    var columns: [String]
    var outputs: [Slot]
    var subplans: [Subplan]
    var slotCount: Int
    var names: [String?]
}

/// The plan of a query inside an expression.
struct Subplan: Sendable {
    var plan: Plan
    /// Numbers the outer rows in the plan's leaf.
    var row: Slot
    var output: Slot?
    /// Slots of the outer row that the plan reads.
    var reads: Set<Slot>
}

extension Plan {
    var inputs: [Plan] {
        switch self {
        case .argument: []
        case .scan(let input, _, _), .expand(let input, _), .expandLength(let input, _), .ends(let input, _, _),
            .filter(let input, _), .extend(let input, _), .narrow(let input, _), .aggregate(let input, _),
            .distinct(let input, _), .sort(let input, _), .skip(let input, _), .limit(let input, _),
            .unwind(let input, _, _), .call(let input, _), .create(let input, _), .merge(let input, _),
            .set(let input, _), .delete(let input, _, _), .select(let input, _, _, _), .imports(let input, _):
            [input]
        case .repeat(let input, let walk):
            if case .group(let group) = walk.step { [input, walk.isReversed ? group.backward : group.forward] } else { [input] }
        case .apply(let input, let inner, _): [input, inner]
        case .optional(let input, let inner, _, _): [input, inner]
        case .union(let branches, _): branches.map(\.plan)
        }
    }

    /// Whether each row that comes out belongs to one row that went in, in the same order,
    /// so that many rows can be sent through at once and told apart by their number.
    var isRowwise: Bool {
        switch self {
        case .aggregate, .distinct, .sort, .skip, .limit, .union, .call, .create, .merge, .set, .delete, .select, .imports:
            false
        case .apply(let input, let inner, _): input.isRowwise && !inner.writes
        default: inputs.allSatisfy(\.isRowwise)
        }
    }
}

extension Plan {
    /// Whether running the plan changes the graph.
    var writes: Bool {
        switch self {
        case .create, .merge, .set, .delete: true
        default: inputs.contains(where: \.writes)
        }
    }
}
