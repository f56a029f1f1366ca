import CypherSyntax
import PropertyGraph

/// What to do for a statement, as a tree of operators: a value that is optimised, executed and printed.
/// Rows flow from the leaves up; each operator binds slots or drops rows.
indirect enum Plan: Sendable {
    /// The rows given from outside, numbered in `row` where a number is asked for; without any, one empty row.
    case argument(row: Slot?)
    /// Each row with each node that passes.
    case scan(Plan, Scan)
    case expand(Plan, Expand)
    /// From several bound nodes along one relationship each to the nodes that all of them lead to.
    case intersect(Plan, Intersection)
    case expandLength(Plan, ExpandLength)
    /// From a relationship that is bound to the nodes at its ends.
    case ends(Plan, Expand, fromBound: Bool)
    case filter(Plan, Term)
    /// The rows for which the numbered subquery has a row, or has none.
    case semi(Plan, subquery: Int, anti: Bool)
    case extend(Plan, [ProjectedItem])
    case narrow(Plan, [Slot])
    case aggregate(Plan, Grouping)
    case distinct(Plan, [Slot])
    case sort(Plan, [SortKey])
    case skip(Plan, Term)
    case limit(Plan, Term)
    /// The first rows in order, without putting all of them in order.
    case top(Plan, [SortKey], skip: Term?, limit: Term)
    case unwind(Plan, Unwinding)
    case load(Plan, Loading)
    /// Each row with the rows that `inner` makes of it, or once with nulls in `introduced`.
    case optional(Plan, inner: Plan, row: Slot, introduced: [Slot])
    case union([UnionBranch], into: [Slot])
    case call(Plan, ResolvedCall)
    case `repeat`(Plan, Repeat)
    /// Of the paths between the same two nodes and beside the same values, those that the selector takes.
    case select(Plan, path: Slot, by: [Slot], PathSelector)
    /// Each row with the rows that `inner` makes of it.
    case apply(Plan, inner: Plan, Apply)
    /// All that is below looks at another graph.
    case use(Plan, ResolvedUse)
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

/// How the rows that an operator makes of one row have to come out.
enum Multiplicity: Sendable {
    /// One by one.
    case rows
    /// Rows that differ in nothing wanted may be one row that says how many it stands for.
    case weights
    /// Rows that differ in nothing wanted may be one row.
    case set
}

/// Which nodes a step may come to.
struct NodeTest: Hashable, Sendable {
    /// It has all of them.
    var labels: [String] = []
    /// And they all hold.
    var expressions: [LabelTest] = []

    var isEmpty: Bool { labels.isEmpty && expressions.isEmpty }
}

/// From nothing to the nodes that pass.
struct Scan: Sendable {
    var node: Slot
    var test: NodeTest
    var key: KeyTest?
    var gives = Multiplicity.rows
}

/// A property that must equal a value, or one of a list of values.
struct KeyTest: Sendable {
    var key: String
    var value: Term
    var isList: Bool
    /// Of the condition that it was made of.
    var place = Place()
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
    /// What the node at the other end has to be, where that is not asked by a filter of its own.
    var test = NodeTest()
    /// Other than rows: neither `relationship` nor `to` is bound.
    var gives = Multiplicity.rows
    /// Each node at the other end comes once, whatever row it is reached from, and `to` alone is bound.
    var oncePerEnd = false
    /// The slots that something above reads; nil for all.
    var kept: Set<Slot>?

    func keeps(_ slot: Slot) -> Bool { kept?.contains(slot) ?? true }
}

/// The last node of a cycle in the pattern, reached from each of its neighbours at once.
struct Intersection: Sendable {
    /// Two or more, with the same node in `to`, which the first one tests; none but the first may walk to it alone.
    var legs: [Expand]
    /// Other than rows: neither the relationships nor the node are bound.
    var gives = Multiplicity.rows
    /// The slots that something above reads; nil for all.
    var kept: Set<Slot>?

    var to: Slot { legs[0].to }
    var bound: [Slot] { legs.map(\.relationship) + [to] }
    /// Slots of the row that it begins with.
    var reads: Set<Slot> { Set(legs.flatMap { [$0.from] + $0.differentFrom }).subtracting(bound) }

    func keeps(_ slot: Slot) -> Bool { kept?.contains(slot) ?? true }
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
    /// Each node that can be reached comes once, and the list of relationships is not bound.
    var endsOnly = false
    /// It may walk a relationship again.
    var mayRepeat = false
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

extension [Subplan] {
    /// Every slot that the term reads, its own variables among them, also through its subqueries.
    func slotsRead(by term: Term) -> Set<Slot> {
        term.subqueries.reduce(into: term.freeSlots) { $0.formUnion(self[$1].reads) }
    }
}

extension Plan {
    var inputs: [Plan] {
        switch self {
        case .argument: []
        case .scan(let input, _), .expand(let input, _), .intersect(let input, _), .expandLength(let input, _), .ends(let input, _, _),
            .filter(let input, _), .semi(let input, _, _), .top(let input, _, _, _), .extend(let input, _), .narrow(let input, _), .aggregate(let input, _),
            .distinct(let input, _), .sort(let input, _), .skip(let input, _), .limit(let input, _),
            .unwind(let input, _), .load(let input, _), .call(let input, _), .create(let input, _), .merge(let input, _),
            .set(let input, _), .delete(let input, _, _), .select(let input, _, _, _), .imports(let input, _), .use(let input, _):
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
        case .aggregate, .distinct, .sort, .skip, .limit, .top, .union, .call, .create, .merge, .set, .delete, .select, .imports:
            false
        case .apply(let input, let inner, _): input.isRowwise && !inner.writes
        default: inputs.allSatisfy(\.isRowwise)
        }
    }
}

extension Plan {
    /// The same operator over other inputs. What MERGE looks for is a plan of its own and stays.
    func mappingInputs(_ go: (Plan) -> Plan) -> Plan {
        switch self {
        case .argument: return self
        case .scan(let input, let scan): return .scan(go(input), scan)
        case .expand(let input, let expand): return .expand(go(input), expand)
        case .intersect(let input, let intersection): return .intersect(go(input), intersection)
        case .expandLength(let input, let expand): return .expandLength(go(input), expand)
        case .ends(let input, let expand, let fromBound): return .ends(go(input), expand, fromBound: fromBound)
        case .filter(let input, let term): return .filter(go(input), term)
        case .semi(let input, let subquery, let anti): return .semi(go(input), subquery: subquery, anti: anti)
        case .extend(let input, let items): return .extend(go(input), items)
        case .narrow(let input, let slots): return .narrow(go(input), slots)
        case .aggregate(let input, let grouping): return .aggregate(go(input), grouping)
        case .distinct(let input, let slots): return .distinct(go(input), slots)
        case .sort(let input, let keys): return .sort(go(input), keys)
        case .skip(let input, let count): return .skip(go(input), count)
        case .limit(let input, let count): return .limit(go(input), count)
        case .top(let input, let keys, let skip, let limit): return .top(go(input), keys, skip: skip, limit: limit)
        case .unwind(let input, let unwinding): return .unwind(go(input), unwinding)
        case .optional(let input, let inner, let row, let introduced):
            return .optional(go(input), inner: go(inner), row: row, introduced: introduced)
        case .union(let branches, let slots):
            return .union(branches.map { UnionBranch(plan: go($0.plan), outputs: $0.outputs) }, into: slots)
        case .load(let input, let loading): return .load(go(input), loading)
        case .call(let input, let call): return .call(go(input), call)
        case .repeat(let input, var walk):
            if case .group(var group) = walk.step {
                (group.forward, group.backward) = (go(group.forward), go(group.backward))
                walk.step = .group(group)
            }
            return .repeat(go(input), walk)
        case .select(let input, let path, let by, let selector): return .select(go(input), path: path, by: by, selector)
        case .apply(let input, let inner, let apply): return .apply(go(input), inner: go(inner), apply)
        case .imports(let input, let slots): return .imports(go(input), slots)
        case .use(let input, let use): return .use(go(input), use)
        case .create(let input, let create): return .create(go(input), create)
        case .merge(let input, let merge): return .merge(go(input), merge)
        case .set(let input, let items): return .set(go(input), items)
        case .delete(let input, let targets, let detach): return .delete(go(input), targets, detach: detach)
        }
    }

    /// Every operator put through `change`, inputs first.
    func rewritten(_ change: (Plan) -> Plan) -> Plan {
        change(mappingInputs { $0.rewritten(change) })
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
