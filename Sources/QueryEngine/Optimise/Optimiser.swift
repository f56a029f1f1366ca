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
    let entities: Set<Slot>

    /// In the order of application: each looks for what the ones before leave.
    static let rules: [OptimiserRule] = [
        .constantFolding, .countSubqueries, .earlyFilters, .keyLookup, .labelPushDown, .intersections, .semiJoin,
        .derivedKeys, .topRows, .fewerRows, .sharedGroups,
    ]

    static func optimise(
        _ planned: PlannedQuery, kinds: [SlotKind], without leftOut: Set<String>
    ) -> PlannedQuery {
        let entities = kinds.indices.filter { slot in
            switch kinds[slot] {
            case .node, .relationship: true
            default: false
            }
        }
        var optimiser = Optimiser(planned: planned, entities: Set(entities))
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
        rewrite { $0.mappingTerms(go) }
    }

    /// The slots that must be bound before the term can be computed.
    func needs(_ term: Term) -> Set<Slot> {
        planned.subplans.slotsRead(by: term).subtracting(term.boundSlots)
    }
}

extension Plan {
    /// The operator over other terms. What writes keeps its own: it runs once a row whatever it costs.
    func mappingTerms(_ map: (Term) -> Term) -> Plan {
        func go(_ term: Term) -> Term { map(term) }
        func go(_ items: [ProjectedItem]) -> [ProjectedItem] { items.map { ProjectedItem(slot: $0.slot, term: map($0.term)) } }
        func go(_ keys: [SortKey]) -> [SortKey] { keys.map { SortKey(term: map($0.term), descending: $0.descending) } }
        switch self {
        case .filter(let input, let term): return .filter(input, go(term))
        case .extend(let input, let items): return .extend(input, go(items))
        case .aggregate(let input, var grouping):
            grouping.keys = go(grouping.keys)
            for index in grouping.aggregates.indices {
                grouping.aggregates[index].argument = grouping.aggregates[index].argument.map(go)
            }
            return .aggregate(input, grouping)
        case .sort(let input, let keys): return .sort(input, go(keys))
        case .skip(let input, let count): return .skip(input, go(count))
        case .limit(let input, let count): return .limit(input, go(count))
        case .load(let input, var loading):
            loading.address = go(loading.address)
            return .load(input, loading)
        case .unwind(let input, var unwinding):
            unwinding.list = go(unwinding.list)
            return .unwind(input, unwinding)
        default: return self
        }
    }
}
