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
    /// As `top`, of each row of the leaf by itself; the rows of each lie together.
    case topOfEach(Plan, row: Slot, [SortKey], skip: Term?, limit: Term)
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
    /// Further properties that a filter above asks for: where the nodes with the key are many, those with one of these may be fewer.
    var narrower: [KeyTest] = []
    /// Rows for which that is worth while: laying out a second index is not, for few.
    var narrowerFrom = 1
    var gives = Multiplicity.rows
    /// One node stands for the others of its table: above only their labels are read.
    var oncePerTable = false
    /// What leads on from each node: without it, a node is not looked at.
    var onward: Onward?
    /// Of a scan that several threads share: the nodes to go over, in the place of all that pass.
    var portion: [Range<Int>]?
    var place = Place()

    /// A step along relationships of some types, as seen from the node.
    struct Onward: Sendable {
        var types: [String]
        var direction: RelationshipPattern.Direction
    }
}

/// A property that must equal a value, or one of a list of values.
struct KeyTest: Sendable {
    /// The property; or anything else that is computed of the node alone, which is then sought in a table by hash.
    var asked: Term
    var value: Term
    var isList: Bool
    /// Of the condition that it was made of.
    var place = Place()

    /// nil for what is computed.
    var property: String? { asked.asPropertyOfSlot?.key }
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
    /// Of the relationship, and of the nodes at its ends.
    var place = Place()
    var fromPlace = Place()
    var toPlace = Place()
    /// What the node at the other end has to be, where that is not asked by a filter of its own.
    var test = NodeTest()
    /// Properties that a filter above asks for: where the node has very many neighbours, those with the value are looked up.
    var seeks: [StepSeek] = []
    /// Other than rows: neither `relationship` nor `to` is bound. Of a walk of any length only one along a forest goes by it.
    var gives = Multiplicity.rows
    /// Each node at the other end comes once, whatever row it is reached from, and `to` alone is bound.
    var oncePerEnd = false
    /// Other than rows: of all that lead on from the nodes of the scan below, one relationship of each type stands for the others, as above only its
    /// type is read; nothing else is bound.
    var perType = Multiplicity.rows
    /// The slots that something above reads; nil for all.
    var kept: SlotSet?

    func keeps(_ slot: Slot) -> Bool { kept?.contains(slot) ?? true }
}

/// A property of the node that a step leads to, or of its relationship.
struct StepSeek: Sendable {
    var key: KeyTest
    var isOfRelationship: Bool
}

/// The last node of a cycle in the pattern, reached from each of its neighbours at once.
struct Intersection: Sendable {
    /// Two or more, with the same node in `to`, which the first one tests; none but the first may walk to it alone.
    var legs: [Expand]
    /// Other than rows: neither the relationships nor the node are bound.
    var gives = Multiplicity.rows
    /// The slots that something above reads; nil for all.
    var kept: SlotSet?

    var to: Slot { legs[0].to }
    var bound: [Slot] { legs.map(\.relationship) + [to] }
    /// Slots of the row that it begins with.
    var reads: SlotSet { SlotSet(legs.flatMap { [$0.from] + $0.differentFrom }).subtracting(bound) }

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
    /// The list of relationships is bound.
    var bindsList = true
    /// Holds the number of relationships.
    var length: Slot?
    var conditions: [WalkCondition] = []
    /// Each node that can be reached comes once, with the least length, and the list of relationships is not bound.
    var endsOnly = false
    /// It may walk a relationship again.
    var mayRepeat = false
}

/// What each relationship of a walk must be, or each node that it comes to.
struct WalkCondition: Sendable {
    /// `all(…)` or `none(…)` over no list.
    var term: Term
    var isOfNodes: Bool

    /// The same of a slot.
    func asked(of slot: Slot) -> Term {
        guard case .quantifier(let kind, let variable, _, let condition) = term.kind else { return term }
        let asked = condition.replacing { $0.asSlot == variable ? .slot(slot) : nil }
        return kind == .none ? Term(.not(asked), at: term.place.span) : asked
    }
}

struct PlannedMerge: Sendable {
    /// Finds what is there for each row.
    var match: Plan
    /// Numbers the rows in the leaf of `match`.
    var row: Slot
    /// Rows find what another row has made exactly if they agree in `create.keys`: all of them can be looked for at once.
    var isTogether: Bool
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
    /// Of subqueries that could be asked from another end.
    var farEnds: [FarEnd] = []
}

/// All the nodes for which a subquery has a row, found once, where that is less work than to look from each of many.
struct FarEnd: Sendable {
    /// Number of the subquery.
    var subquery: Int
    /// The one node of the outer row that it speaks of.
    var node: Slot
    /// Gives the nodes, each once.
    var plan: Plan
    /// What the pattern asks, beside labels.
    var conditions: [Term]
    /// Outer rows from which on it is worth while.
    var leastRows: Double
}

/// The plan of a query inside an expression.
struct Subplan: Sendable {
    var plan: Plan
    /// Numbers the outer rows in the plan's leaf.
    var row: Slot
    var output: Slot?
    /// Slots of the outer row that the plan reads.
    var reads: SlotSet
    /// Groups, sorts or the like of many outer rows are held at once.
    var holdsRows = false
    /// The subplan that finds all outer nodes for which this one has a row, where at least that number of rows ask.
    var far: (number: Int, node: Slot, leastRows: Double)?
}

extension [Subplan] {
    /// Every slot that the term reads, its own variables among them, also through its subqueries.
    func slotsRead(by term: Term) -> SlotSet { read(term.slots) }

    /// The slots that must be bound before the term can be computed.
    func needs(_ term: Term) -> SlotSet {
        let slots = term.slots
        return read(slots).subtracting(slots.bound)
    }

    private func read(_ slots: TermSlots) -> SlotSet { slots.subqueries.reduce(into: slots.read) { $0.formUnion(self[$1].reads) } }
}

extension Plan {
    var inputs: [Plan] {
        switch self {
        case .argument: []
        case .scan(let input, _), .expand(let input, _), .intersect(let input, _), .expandLength(let input, _), .ends(let input, _, _),
            .filter(let input, _), .semi(let input, _, _), .top(let input, _, _, _), .topOfEach(let input, _, _, _, _),
            .extend(let input, _), .narrow(let input, _), .aggregate(let input, _),
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
}
