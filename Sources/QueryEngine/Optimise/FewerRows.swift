import CypherSyntax
import PropertyGraph

extension OptimiserRule {
    /// From the result down: what is read above an operator, and whether equal rows count one by one. Where they are
    /// only counted, or count once, a step gives its row once in place of each neighbour, and a walk of any length
    /// gives each node that it reaches once.
    static let fewerRows = OptimiserRule(name: "count without rows, and distinct ends") { optimiser in
        guard optimiser.isDeterministic else { return }
        let used = optimiser.planned.subqueryUses
        for (index, subplan) in optimiser.planned.subplans.enumerated() {
            let demand: Demand =
                switch used[index] {
                case .exists: Demand(slots: [subplan.row], rows: .set)
                case .count: Demand(slots: [subplan.row], rows: .weights)
                case .collect: Demand(slots: SlotSet([subplan.row] + [subplan.output].compactMap { $0 }), rows: .rows)
                }
            optimiser.planned.subplans[index].plan = optimiser.reduced(subplan.plan, demand)
        }
        optimiser.planned.plan = optimiser.reduced(
            optimiser.planned.plan, Demand(slots: SlotSet(optimiser.planned.outputs), rows: .rows))
    }
}

/// What the operators above want of one.
private struct Demand {
    /// Read above.
    var slots: SlotSet
    var rows: Multiplicity
    /// Those of `slots` of which only the least value matters, of rows that are equal in all others.
    var least: SlotSet = []
    /// Those of `slots` of which only the labels or the type are read.
    var kinds: SlotSet = []

    func reading(_ more: SlotSet) -> Demand { Demand(slots: slots.union(more), rows: rows, least: least.subtracting(more), kinds: kinds.subtracting(more)) }
    func without(_ bound: [Slot]) -> Demand { Demand(slots: slots.subtracting(bound), rows: rows, least: least.subtracting(bound), kinds: kinds.subtracting(bound)) }
    func giving(_ rows: Multiplicity) -> Demand { Demand(slots: slots, rows: rows, least: rows == .set ? least : [], kinds: kinds) }

    func readingKinds(_ more: SlotSet) -> Demand {
        Demand(slots: slots.union(more), rows: rows, least: least.subtracting(more), kinds: kinds.union(more.subtracting(slots)))
    }
}

extension Optimiser {
    fileprivate func reduced(_ plan: Plan, _ demand: Demand) -> Plan {
        let facts = plan.facts
        /// What is needed from the only input.
        func below(_ rows: Multiplicity? = nil) -> Demand {
            reading(facts, above: demand.without(facts.binds)).giving(rows ?? demand.rows)
        }
        func over(_ demand: Demand) -> Plan { plan.mapping(inputs: { reduced($0, demand) }) }
        switch plan {
        case .argument: return plan
        case .scan(let input, var scan):
            scan.oncePerTable = scan.key == nil && demand.rows != .rows && demand.kinds.contains(scan.node)
            if scan.key == nil, scan.oncePerTable || !demand.slots.contains(scan.node) { scan.gives = demand.rows }
            return .scan(reduced(input, below()), scan)
        case .expand(let input, let step): return reduced(step, over: reduced(input, below()), demand)
        case .intersect(let input, var intersection):
            if demand.slots.isDisjoint(with: intersection.bound) { intersection.gives = demand.rows }
            intersection.kept = demand.slots
            return .intersect(reduced(input, below()), intersection)
        case .expandLength(let input, var expand):
            expand.bindsList = expand.listBound || demand.slots.contains(expand.step.relationship)
            if let length = expand.length, !demand.slots.contains(length) { expand.length = nil }
            expand.endsOnly = expand.endsOnly || demand.rows == .set && !expand.bindsList && expand.length.map(demand.least.contains) ?? true && expand.reachesByShortest
            expand.step.kept = demand.slots
            if !expand.bindsList, demand.slots.isDisjoint(with: facts.binds) { expand.step.gives = demand.rows }
            return .expandLength(reduced(input, below()), expand)
        case .extend(let input, let items): return reduced(items, over: input, demand, below: demand.without(facts.binds))
        case .narrow(.narrow(let input, _), let slots): return reduced(.narrow(input, slots), demand)
        case .narrow(let input, let slots): return .narrow(reduced(input, demand), slots.filter(demand.slots.contains))
        case .aggregate(let input, var grouping):
            grouping.aggregates.removeAll {
                ($0.function == .collect || $0.function == .count) && !demand.slots.contains($0.slot) && $0.argument.map(isHarmless) ?? true
            }
            let plan = Plan.aggregate(input, grouping)
            let rows: Multiplicity = grouping.aggregates.allSatisfy(\.ignoresRepeats) ? .set : .weights
            let least = rows == .set ? SlotSet(grouping.aggregates.compactMap(\.leastOf)) : []
            let others = grouping.keys.map(\.term)
                + grouping.aggregates.flatMap { [$0.leastOf == nil ? $0.argument : nil, $0.parameter].compactMap { $0 } }
            let read = others.reduce(into: SlotSet()) { $0.formUnion(needs($1)) }
            let terms = grouping.keys.map(\.term) + grouping.aggregates.flatMap { [$0.countOf == nil ? $0.argument : nil, $0.parameter].compactMap { $0 } }
            // Whether there is one is the same for all of a table.
            let counted = Demand(slots: [], rows: rows).readingKinds(SlotSet(grouping.aggregates.compactMap(\.countOf)))
            var inside = terms.reduce(counted) { reading($1, above: $0) }
            inside.least = least.subtracting(read)
            return plan.mapping(inputs: { reduced($0, inside) })
        case .distinct: return over(below(.set))
        case .skip, .limit, .top, .topOfEach: return over(below(.rows))
        case .optional(let input, let inner, let row, let introduced):
            // The inner rows hold the outer ones whole.
            let inside = reduced(inner, demand.reading([row]))
            return .optional(reduced(input, demand.without(introduced).reading(slotsRead(by: inner))), inner: inside, row: row, introduced: introduced)
        case .union(let branches, let slots):
            return .union(branches.map { .init(plan: reduced($0.plan, Demand(slots: SlotSet($0.outputs), rows: demand.rows)), outputs: $0.outputs) }, into: slots)
        case .use(let input, let use): return .use(reduced(input, demand), use)
        case .ends, .filter, .semi, .sort, .load, .unwind: return over(below())
        case .repeat(let input, let walk):
            let walk = walk.giving(demand.slots)
            if let reach = walk.reach { return reduced(.expandLength(input, reach), demand) }
            return Plan.repeat(input, walk).mapping(inputs: { reduced($0, everything) })
        case .call, .select, .apply, .imports: return over(everything)
        case .create, .merge, .set, .delete: return plan.mapping(inputs: { withoutRecords(reduced($0, everything), readBy: plan, demand) })
        }
    }

    /// The rows that a write goes over, without the records of files from which nothing more is read: all are held until it begins.
    private func withoutRecords(_ input: Plan, readBy write: Plan, _ demand: Demand) -> Plan {
        // Inside of another plan there are slots that nothing below binds.
        guard input.rowNumber == nil else { return input }
        var read = write.facts.terms.reduce(into: demand.slots) { $0.formUnion(needs($1)) }
        if case .merge(_, let merge) = write { read.formUnion(slotsRead(by: merge.match)) }
        let unread = input.records.subtracting(read)
        return unread.isEmpty ? input : .narrow(input, input.boundSlots.subtracting(unread).sorted())
    }

    /// With the slots that the operator reads of the rows that come in.
    private func reading(_ facts: OperatorFacts, above demand: Demand) -> Demand {
        let own = facts.subqueries.reduce(facts.reads) { $0.union(planned.subplans[$1].reads) }
        return facts.terms.reduce(demand.reading(own)) { reading($1, above: $0) }
    }

    private func reading(_ term: Term, above demand: Demand) -> Demand {
        guard term.asksForKinds else { return demand.reading(needs(term)) }
        let whole = needs(term.withoutKinds)
        return demand.readingKinds(needs(term).subtracting(whole)).reading(whole)
    }

    /// What nobody reads need not be computed, as long as it could not have been an error.
    private func reduced(_ items: [ProjectedItem], over input: Plan, _ demand: Demand, below: Demand) -> Plan {
        let kept = items.filter { demand.slots.contains($0.slot) || !isHarmless($0.term) }
        // Another name for the value whose minimum is needed.
        let renamed = SlotSet(kept.compactMap { demand.least.contains($0.slot) ? $0.term.asSlot : nil })
        var inside = below
        for item in kept where item.term.asSlot.map({ !renamed.contains($0) || !demand.least.contains(item.slot) }) ?? true {
            inside = reading(item.term, above: inside)
        }
        inside.least.formUnion(renamed.subtracting(inside.slots))
        inside.slots.formUnion(renamed)
        let input = reduced(input, inside)
        return kept.isEmpty ? input : .extend(input, kept)
    }

    /// A step over what is reduced already.
    private func reduced(_ step: Expand, over input: Plan, _ demand: Demand) -> Plan {
        var expand = step
        if demand.slots.isDisjoint(with: expand.bound) { expand.gives = demand.rows }
        expand.oncePerEnd = demand.rows == .set && !expand.toBound && demand.slots == [expand.to]
        expand.kept = demand.slots
        guard case .scan(let inner, var scan) = input, scan.key == nil, scan.node == expand.from else { return .expand(input, expand) }
        if demand.kinds.contains(expand.relationship), expand.differentFrom.isEmpty, !expand.toBound,
            demand.slots.isDisjoint(with: [expand.from, expand.to])
        {
            expand.perType = demand.rows
        }
        if !expand.types.isEmpty { scan.onward = Scan.Onward(types: expand.types, direction: expand.direction) }
        return .expand(.scan(inner, scan), expand)
    }

    private var everything: Demand { Demand(slots: SlotSet(0..<planned.slotCount), rows: .rows) }
}

extension Term {
    /// Without what asks for the labels of a node or the type of a relationship alone.
    fileprivate var withoutKinds: Term { isOfKind ? Term(.constant(.null)) : mappingChildren(\.withoutKinds) }

    fileprivate var asksForKinds: Bool {
        var asks = isOfKind
        forEachChild { asks = asks || $0.asksForKinds }
        return asks
    }

    private var isOfKind: Bool {
        let asks =
            switch kind {
            case .call(let function, _): ["labels", "type"].contains(FunctionTable[function].name)
            case .hasLabels, .labelled: true
            default: false
            }
        return asks && children.first?.asSlot != nil
    }
}

extension Plan {
    /// The slots of records that are read below.
    fileprivate var records: SlotSet {
        let below = inputs.reduce(into: SlotSet()) { $0.formUnion($1.records) }
        if case .load(_, let loading) = self { return below.union([loading.record]) }
        return below
    }
}

extension Repeat {
    /// Without the list and the length that nothing reads.
    fileprivate func giving(_ slots: SlotSet) -> Repeat {
        var walk = self
        walk.bindsList = slots.contains(relationships)
        if let length, !slots.contains(length) { walk.length = nil }
        return walk
    }

    /// The same as a walk that gives each end once, where one shortest way to each end is asked for and not its list.
    fileprivate var reach: ExpandLength? {
        guard case .relationship(let types, let direction, let properties) = step, let selector, selector.takesAllOfOneLength == false, !bindsList, !mayRepeat,
            range.lower <= 1, fromBound != toBound, from != to
        else { return nil }
        let step = Expand(
            from: isReversed ? to : from, relationship: relationships, to: isReversed ? from : to, direction: isReversed ? direction.turned : direction,
            types: types, toBound: false, differentFrom: differentFrom, place: place)
        return ExpandLength(
            step: step, range: range, properties: properties, reversed: isReversed, listBound: false, bindsList: false, length: length, conditions: conditions,
            endsOnly: true)
    }
}

extension ExpandLength {
    /// Whether a node that can be reached at all is reached by a way that is among the shortest.
    fileprivate var reachesByShortest: Bool {
        if listBound || !step.differentFrom.isEmpty || step.from == step.to { return false }
        return range.lower <= 1
    }
}

extension AggregateItem {
    /// The variable whose least value it is.
    fileprivate var leastOf: Slot? { function == .min ? argument?.asSlot : nil }

    /// The variable whose values it counts.
    fileprivate var countOf: Slot? { function == .count && !distinct ? argument?.asSlot : nil }

    fileprivate var ignoresRepeats: Bool { distinct && argument != nil || function == .min || function == .max }
}

extension PlannedQuery {
    /// In the order of what it asks: who counts also sees whether there is a row.
    enum SubqueryUse: Int { case exists, count, collect }

    /// By number, the most that is asked of each subquery.
    var subqueryUses: [SubqueryUse] {
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
            plan.facts.terms.forEach(note)
            plan.facts.subqueries.forEach { note($0, .exists) }
            if case .merge(_, let merge) = plan { note(merge.match) }
            plan.inputs.forEach(note)
        }
        for plan in [plan] + subplans.map(\.plan) { note(plan) }
        return uses.map { $0 ?? .collect }
    }

    /// Whether every term answers the same whenever it is asked.
    var isDeterministic: Bool {
        var all = true
        func note(_ plan: Plan) {
            if !plan.facts.terms.allSatisfy(\.isDeterministic) { all = false }
            plan.inputs.forEach(note)
        }
        for plan in [plan] + subplans.map(\.plan) { note(plan) }
        return all
    }
}
