import Diagnostics
import PropertyGraph

/// A way to make a plan better that leaves its rows as they are: bags stay bags, ordered rows stay in order.
struct OptimiserRule: Sendable {
    let name: String
    let apply: @Sendable (inout Optimiser) -> Void
}

/// Puts a planned statement through all rules, one after the other.
struct Optimiser {
    var planned: PlannedQuery
    /// Slots that hold a node, a relationship or null.
    let entities: SlotSet
    /// Whether every term answers the same whenever it is asked.
    let isDeterministic: Bool

    /// In the order of application: each looks for what the ones before leave.
    static let rules: [OptimiserRule] = [
        .constantFolding, .countSubqueries, .farEnds, .earlyFilters, .keyLookup, .walkConditions, .shortestWalks, .labelPushDown, .walkLengths, .pathParts,
        .intersections, .semiJoin, .derivedKeys, .topRows, .onceOnly, .rowsTogether, .fewerRows, .sharedGroups, .keysByValue,
    ]

    static func optimise(
        _ planned: PlannedQuery, kinds: [SlotKind], without leftOut: Set<String>
    ) -> PlannedQuery {
        let entities = kinds.indices.filter { kinds[$0].isEntity }
        var optimiser = Optimiser(planned: planned, entities: SlotSet(entities), isDeterministic: planned.isDeterministic)
        for rule in rules where !leftOut.contains(rule.name) { rule.apply(&optimiser) }
        return optimiser.planned
    }

    /// Every operator of the statement and of its subqueries put through `change`, inputs first.
    mutating func rewrite(_ change: (Plan) -> Plan) {
        planned.plan = planned.plan.rewritten(change)
        for index in planned.subplans.indices {
            planned.subplans[index].plan = planned.subplans[index].plan.rewritten(change)
        }
    }

    /// Every term put through `change`, parts first. What comes out stands where the old term stood.
    mutating func rewriteTerms(_ change: (Term) -> Term) {
        func go(_ term: Term) -> Term { change(term.mappingChildren(go)).placed(at: term.place.span) }
        rewrite { $0.mapping(terms: go) }
    }

    /// Every slot that the plan reads, except what its rows bring along for what is above it.
    func slotsRead(by plan: Plan) -> SlotSet {
        let facts = plan.facts
        if facts.readsAll { return SlotSet(0..<planned.slotCount) }
        var read = slotsRead(by: facts)
        for input in plan.inputs { read.formUnion(slotsRead(by: input)) }
        return read
    }

    /// The slots that an operator reads of the rows that come in, also through its terms and subqueries.
    func slotsRead(by facts: OperatorFacts) -> SlotSet {
        var read = facts.reads
        for term in facts.terms { read.formUnion(needs(term)) }
        for number in facts.subqueries { read.formUnion(planned.subplans[number].reads) }
        return read
    }

    /// The slots that must be bound before the term can be computed.
    func needs(_ term: Term) -> SlotSet { planned.subplans.needs(term) }
}
