extension OptimiserRule {
    /// `c.created.year, c.created.month`: keys that are all computed from one property are computed once for each of its values, where these are
    /// few. Rows are put into groups by the property first; whether that is worth while is seen from the first of them.
    static let keysByValue = OptimiserRule(name: "keys once a value") { optimiser in
        let known = optimiser
        var slots = optimiser.planned.slotCount
        optimiser.rewrite { plan in
            guard case .aggregate(let input, let grouping) = plan, !grouping.givesEachRow, grouping.aggregates.allSatisfy(\.isMergeable) else { return plan }
            let (below, keys) = known.computing(grouping, over: input)
            let sources = keys.map(\.term.sources)
            guard let source = sources.lazy.compactMap({ $0?.first }).first, sources.allSatisfy({ $0?.isSubset(of: [source]) == true }),
                keys.contains(where: { $0.term != source && !$0.term.isConstant }), source.asSlot.map(known.entities.contains) != true
            else { return plan }
            var changed = grouping
            changed.keys = keys
            changed.base = Grouping.Base(slot: slots, term: source, keys: keys.map { $0.term.replacing(source, by: .slot(slots)) })
            slots += 1
            return .aggregate(below, changed)
        }
        optimiser.planned.slotCount = slots
    }
}

extension Optimiser {
    /// The keys of a grouping as they are computed right below it, and what is left there.
    fileprivate func computing(_ grouping: Grouping, over input: Plan) -> (below: Plan, keys: [ProjectedItem]) {
        var extended = input
        if case .narrow(let inner, _) = input { extended = inner }
        guard case .extend(let below, let items) = extended else { return (input, grouping.keys) }
        let others = grouping.aggregates.compactMap(\.argument) + items.map(\.term)
        let read = others.reduce(into: SlotSet()) { $0.formUnion(needs($1)) }
        var (keys, moved) = (grouping.keys, SlotSet())
        for index in keys.indices {
            guard let slot = keys[index].term.asSlot, !read.contains(slot), let item = items.last(where: { $0.slot == slot }) else { continue }
            keys[index].term = item.term
            moved.insert(slot)
        }
        let left = items.filter { !moved.contains($0.slot) }
        // A key may hide the variable that it is computed from.
        if moved.isEmpty || items.contains(where: { item in keys.contains { needs($0.term).contains(item.slot) } }) { return (input, grouping.keys) }
        return (left.isEmpty ? below : .extend(below, left), keys)
    }
}

extension Term {
    /// The properties of variables, and other variables, that it is computed from; nil where it may answer otherwise for the same values, or binds variables of
    /// its own.
    fileprivate var sources: Set<Term>? {
        if asPropertyOfSlot != nil || asSlot != nil { return [self] }
        switch kind {
        case .path, .exists, .collect, .count, .comprehension, .quantifier, .reduce: return nil
        // Each row that a cast makes null is noted.
        case .call(let function, _) where FunctionTable[function].isCast: return nil
        default: break
        }
        guard isDeterministic else { return nil }
        var found: Set<Term> = []
        for child in children {
            guard let sources = child.sources else { return nil }
            found.formUnion(sources)
        }
        return found
    }

    fileprivate func replacing(_ source: Term, by other: Term) -> Term {
        self == source ? other.placed(at: place.span) : mappingChildren { $0.replacing(source, by: other) }
    }
}

extension AggregateItem {
    /// Whether groups can be put together in any order.
    fileprivate var isMergeable: Bool {
        switch function {
        case .countRows, .count, .min, .max: true
        case .sum, .avg: !distinct
        case .collect, .stDev, .stDevP, .percentileCont, .percentileDisc: false
        }
    }
}
