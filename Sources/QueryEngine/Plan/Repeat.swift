import CypherSyntax
import PropertyGraph

/// From a bound node over and over along one relationship or a group: either all ways, each relationship walked
/// once, or of the ways between two nodes some of the shortest.
struct Repeat: Sendable {
    /// The pattern's left end; the walk begins at the right end where only that is bound.
    var from: Slot
    var to: Slot
    var fromBound: Bool
    var toBound: Bool
    /// Holds the list of all relationships walked.
    var relationships: Slot
    /// The list is bound: something reads it.
    var bindsList = true
    /// Holds the number of relationships walked.
    var length: Slot?
    var range: LengthRange
    /// Relationships (or lists of them) of the same MATCH, none of which may be walked again.
    var differentFrom: [Slot]
    var selector: PathSelector?
    /// Part of a WALK: relationships may be walked again.
    var mayRepeat: Bool
    var step: RepeatedStep
    /// Of a relationship with a selector: what each one that is walked, or each node that it leads to, must be.
    var conditions: [WalkCondition] = []
    var place = Place()

    /// Begins at the right end.
    var isReversed: Bool { !fromBound && toBound }
}

/// Once round.
enum RepeatedStep: Sendable {
    case relationship(types: [String], direction: RelationshipPattern.Direction, properties: [Term.MapItem])
    case group(RepeatedGroup)

    /// Whether one time round is one relationship, so that a shortest walk meets none twice.
    var isSingle: Bool {
        switch self {
        case .relationship: true
        case .group(let group): group.relationships.count == 1
        }
    }
}

struct RepeatedGroup: Sendable {
    /// From the first node to the last, and from the last to the first.
    var forward: Plan
    var backward: Plan
    var first: Slot
    var last: Slot
    /// In the order of the pattern.
    var relationships: [Slot]
    var lists: [(inner: Slot, outer: Slot)]
    /// Once round or not at all: in place of lists, what was met or null.
    var isQuestion: Bool
    /// Numbers the nodes that are gone on from.
    var row: Slot
    /// Slots of the outer row that the plans read.
    var reads: SlotSet
}

/// How a plan runs inside another, for each row.
struct Apply: Sendable {
    /// Numbers the rows of the outer plan.
    var row: Slot
    /// The slots that the inner plan gets; nil for all.
    var imports: [Slot]?
    /// The slots that it adds.
    var outputs: [Slot]
    /// It adds nothing: each row goes on once.
    var isUnit: Bool
    /// A row of which nothing is made goes on with nulls.
    var optional: Bool
    /// The rows are taken in portions.
    var transactions: ResolvedTransactions?
    /// The inner plan holds rows of all the rows that it is run for at once.
    var holdsRows = false
}

extension Planner {
    mutating func plan(_ call: ResolvedCallSubquery, input: Plan, bound: inout SlotSet) -> Plan {
        let imports = call.query.outerSlots(subplans).union(call.imports).intersection(bound)
        let (inner, row) = releasingSlots { $0.plan(call.query, imports: call.imports, bound: imports) }
        let outputs = call.isUnit ? [] : call.query.outputs
        bound.formUnion(outputs + [call.transactions?.status].compactMap { $0 })
        return .apply(
            input, inner: inner,
            Apply(row: row, imports: imports.sorted(), outputs: outputs, isUnit: call.isUnit, optional: call.optional,
                transactions: call.transactions))
    }

    /// All paths first, for each row, then those that are selected.
    mutating func plan(
        _ match: ResolvedMatch, selecting selection: PathSelection, input: Plan, bound: inout SlotSet
    ) -> Plan {
        let row = newSlot()
        var matching = MatchPlanner(planner: self, match: match, plan: .argument(row: row), bound: bound)
        var inner = Plan.select(matching.run(), path: selection.path, by: selection.by ?? [], selection.selector)
        self = matching.planner
        if !selection.filters.isEmpty {
            inner = .filter(inner, .all(selection.filters))
        }
        bound = matching.bound
        return .apply(
            input, inner: inner,
            Apply(row: row, imports: nil, outputs: match.introduced, isUnit: false, optional: match.optional))
    }

    mutating func plan(_ group: ResolvedGroup) -> RepeatedGroup {
        let row = newSlot()
        let query = ResolvedQuery(
            branches: [ResolvedBranch(clauses: [.match(group.match)], outputs: [])], distinct: false, columns: [], outputs: [])
        let reads = query.outerSlots(subplans)
        func way(from start: Slot) -> Plan {
            var planner = MatchPlanner(planner: self, match: group.match, plan: .argument(row: row), bound: reads.union([start]))
            return planner.run()
        }
        return RepeatedGroup(
            forward: way(from: group.first), backward: way(from: group.last), first: group.first, last: group.last,
            relationships: group.relationships, lists: group.lists, isQuestion: group.isQuestion, row: row, reads: reads)
    }
}
