import CypherSyntax
import PropertyGraph

extension OptimiserRule {
    /// From the result down: what is read above an operator, and whether equal rows count one by one. Where they are
    /// only counted, or count once, a step gives its row once in place of each neighbour, and a walk of any length
    /// gives each node that it reaches once.
    static let fewerRows = OptimiserRule(name: "count without rows, and distinct ends") { optimiser in
        guard optimiser.planned.isDeterministic else { return }
        let used = optimiser.planned.subqueryUses
        for (index, subplan) in optimiser.planned.subplans.enumerated() {
            let demand: Demand =
                switch used[index] {
                case .exists: Demand(slots: [subplan.row], rows: .set)
                case .count: Demand(slots: [subplan.row], rows: .weights)
                case .collect: Demand(slots: Set([subplan.row] + [subplan.output].compactMap { $0 }), rows: .rows)
                }
            optimiser.planned.subplans[index].plan = optimiser.reduced(subplan.plan, demand)
        }
        optimiser.planned.plan = optimiser.reduced(
            optimiser.planned.plan, Demand(slots: Set(optimiser.planned.outputs), rows: .rows))
    }
}

/// What the operators above want of one.
private struct Demand {
    /// Read above.
    var slots: Set<Slot>
    var rows: Multiplicity

    func reading(_ more: Set<Slot>) -> Demand { Demand(slots: slots.union(more), rows: rows) }
    func without(_ bound: [Slot]) -> Demand { Demand(slots: slots.subtracting(bound), rows: rows) }
    func giving(_ rows: Multiplicity) -> Demand { Demand(slots: slots, rows: rows) }
}

extension Optimiser {
    fileprivate func reduced(_ plan: Plan, _ demand: Demand) -> Plan {
        func needs(_ terms: [Term]) -> Set<Slot> { terms.reduce(into: []) { $0.formUnion(self.needs($1)) } }
        switch plan {
        case .argument: return plan
        case .scan(let input, var scan):
            if scan.key == nil, !demand.slots.contains(scan.node) { scan.gives = demand.rows }
            return .scan(reduced(input, demand.without([scan.node]).reading(needs([scan.key?.value].compactMap { $0 }))), scan)
        case .expand(let input, var expand):
            let bound = [expand.relationship] + (expand.toBound ? [] : [expand.to])
            if demand.slots.isDisjoint(with: bound) { expand.gives = demand.rows }
            expand.oncePerEnd = demand.rows == .set && !expand.toBound && demand.slots == [expand.to]
            expand.kept = demand.slots
            return .expand(reduced(input, demand.without(bound).reading(expand.reads)), expand)
        case .intersect(let input, var intersection):
            if demand.slots.isDisjoint(with: intersection.bound) { intersection.gives = demand.rows }
            intersection.kept = demand.slots
            return .intersect(reduced(input, demand.without(intersection.bound).reading(intersection.reads)), intersection)
        case .expandLength(let input, var expand):
            let step = expand.step
            expand.endsOnly = demand.rows == .set && !demand.slots.contains(step.relationship) && expand.reachesByShortest
            let bound = (expand.listBound ? [] : [step.relationship]) + (step.toBound ? [] : [step.to])
            let read = step.reads.union(expand.listBound ? [step.relationship] : [])
            return .expandLength(
                reduced(input, demand.without(bound).reading(read.union(needs(expand.properties.map(\.value))))), expand)
        case .ends(let input, let expand, let fromBound):
            let bound = (fromBound ? [] : [expand.from]) + (expand.toBound ? [] : [expand.to])
            let read = expand.reads.subtracting(bound).union([expand.relationship])
            return .ends(reduced(input, demand.without(bound).reading(read)), expand, fromBound: fromBound)
        case .filter(let input, let term): return .filter(reduced(input, demand.reading(needs([term]))), term)
        case .semi(let input, let subquery, let anti):
            return .semi(reduced(input, demand.reading(planned.subplans[subquery].reads)), subquery: subquery, anti: anti)
        case .extend(let input, let items):
            // What nobody reads need not be computed, as long as it could not have been at fault.
            let kept = items.filter { demand.slots.contains($0.slot) || !isHarmless($0.term) }
            let input = reduced(input, demand.without(items.map(\.slot)).reading(needs(kept.map(\.term))))
            return kept.isEmpty ? input : .extend(input, kept)
        case .use(let input, let use): return .use(reduced(input, demand), use)
        case .narrow(.narrow(let input, _), let slots): return reduced(.narrow(input, slots), demand)
        case .narrow(let input, let slots): return .narrow(reduced(input, demand), slots.filter(demand.slots.contains))
        case .aggregate(let input, let grouping):
            let read = needs(grouping.keys.map(\.term) + grouping.aggregates.flatMap { [$0.argument, $0.parameter].compactMap { $0 } })
            let rows: Multiplicity = grouping.aggregates.allSatisfy(\.ignoresRepeats) ? .set : .weights
            return .aggregate(reduced(input, Demand(slots: read, rows: rows)), grouping)
        case .distinct(let input, let slots): return .distinct(reduced(input, demand.reading(Set(slots)).giving(.set)), slots)
        case .sort(let input, let keys): return .sort(reduced(input, demand.reading(needs(keys.map(\.term)))), keys)
        case .skip(let input, let count): return .skip(reduced(input, demand.giving(.rows)), count)
        case .limit(let input, let count): return .limit(reduced(input, demand.giving(.rows)), count)
        case .top(let input, let keys, let skip, let limit):
            return .top(reduced(input, demand.reading(needs(keys.map(\.term))).giving(.rows)), keys, skip: skip, limit: limit)
        case .load(let input, let loading):
            return .load(reduced(input, demand.without([loading.record]).reading(needs([loading.address]))), loading)
        case .unwind(let input, let unwinding):
            return .unwind(reduced(input, demand.without(unwinding.slots).reading(needs([unwinding.list]))), unwinding)
        case .optional(let input, let inner, let row, let introduced):
            // The inner rows hold the outer ones whole.
            let inside = reduced(inner, demand.reading([row]))
            return .optional(reduced(input, demand.without(introduced).reading(inner.slotsRead(self))), inner: inside, row: row, introduced: introduced)
        case .union(let branches, let slots):
            return .union(
                branches.map { Plan.UnionBranch(plan: reduced($0.plan, Demand(slots: Set($0.outputs), rows: demand.rows)), outputs: $0.outputs) },
                into: slots)
        case .call, .repeat, .select, .apply, .imports, .create, .merge, .set, .delete:
            return plan.mappingInputs { reduced($0, everything) }
        }
    }

    private var everything: Demand { Demand(slots: Set(0..<planned.slotCount), rows: .rows) }
}

extension Plan {
    /// Every slot that the plan reads.
    fileprivate func slotsRead(_ optimiser: Optimiser) -> Set<Slot> {
        var read: Set<Slot> = []
        _ = mappingTerms { term in
            read.formUnion(optimiser.needs(term))
            return term
        }
        switch self {
        case .scan(_, let scan): if let value = scan.key?.value { read.formUnion(optimiser.needs(value)) }
        case .expand(_, let expand): read.formUnion(expand.reads)
        case .intersect(_, let intersection): read.formUnion(intersection.reads)
        case .ends(_, let expand, _): read.formUnion(expand.reads.union([expand.relationship]))
        case .expandLength(_, let expand):
            read.formUnion(expand.step.reads.union([expand.step.relationship]))
            for item in expand.properties { read.formUnion(optimiser.needs(item.value)) }
        case .semi(_, let subquery, _): read.formUnion(optimiser.planned.subplans[subquery].reads)
        case .repeat, .select, .apply, .call: read.formUnion(0..<optimiser.planned.slotCount)
        default: break
        }
        return inputs.reduce(into: read) { $0.formUnion($1.slotsRead(optimiser)) }
    }
}

extension Expand {
    /// Slots of the row that the step begins with.
    fileprivate var reads: Set<Slot> { Set([from] + (toBound ? [to] : []) + differentFrom) }
}

extension ExpandLength {
    /// Whether a node that can be reached at all is reached by a way that is among the shortest.
    fileprivate var reachesByShortest: Bool {
        if listBound || !step.differentFrom.isEmpty || step.from == step.to { return false }
        // Back to the start the shortest way may be there and back by one relationship.
        return range.lower == 0 || range.lower == 1 && step.direction != .either
    }
}

extension AggregateItem {
    fileprivate var ignoresRepeats: Bool { distinct && argument != nil || function == .min || function == .max }
}

extension PlannedQuery {
    /// In the order of what it asks: who counts also sees whether there is a row.
    fileprivate enum SubqueryUse: Int { case exists, count, collect }

    /// By number, the most that is asked of each subquery.
    fileprivate var subqueryUses: [SubqueryUse] {
        var uses = [SubqueryUse?](repeating: nil, count: subplans.count)
        func note(_ number: Int, _ use: SubqueryUse) {
            if use.rawValue >= uses[number]?.rawValue ?? 0 { uses[number] = use }
        }
        func note(_ term: Term) {
            switch term.kind {
            case .exists(let number): note(number, .exists)
            case .count(let number): note(number, .count)
            case .collect(let number): note(number, .collect)
            default: term.children.forEach(note)
            }
        }
        func note(_ plan: Plan) {
            _ = plan.mappingTerms { term in
                note(term)
                return term
            }
            if case .semi(_, let subquery, _) = plan { note(subquery, .exists) }
            plan.inputs.forEach(note)
        }
        for plan in [plan] + subplans.map(\.plan) { note(plan) }
        // One that only a clause that writes speaks of is left as it is.
        return uses.map { $0 ?? .collect }
    }

    /// Whether every term answers the same whenever it is asked.
    var isDeterministic: Bool {
        var all = true
        func note(_ plan: Plan) {
            _ = plan.mappingTerms { term in
                if !term.isDeterministic { all = false }
                return term
            }
            plan.inputs.forEach(note)
        }
        for plan in [plan] + subplans.map(\.plan) { note(plan) }
        return all
    }
}
