import CypherSyntax

/// Which changes can be made for many rows at once: those that no row can see of another.
extension [ResolvedSet] {
    /// Properties set to what none of the changes can be seen in, so that they may be made one item after the other: each of
    /// another key, since two items may change the same node in different rows.
    var areIndependent: Bool {
        guard count == changedKeys.count else { return false }
        return allSatisfy { item in
            guard case .property(let owner, _, let value) = item.change, owner.asSlot != nil else { return false }
            // Of one item a value may be an error before the owner is; of several, that of an earlier row comes first.
            return count == 1 ? value.seesNoChange(of: changedKeys) : value.isSettled
        }
    }

    /// As one property after the other, as far as the owners are variables: also of a map written out, `+= {…}`. nil for other changes.
    var properties: [ResolvedSet.Property]? {
        var properties: [ResolvedSet.Property] = []
        for item in self {
            switch item.change {
            case .property(let owner, let key, let value):
                guard let slot = owner.asSlot else { return nil }
                properties.append(ResolvedSet.Property(owner: slot, key: key, value: value))
            case .add(let slot, let term):
                guard case .map(let items) = term.kind else { return nil }
                properties += items.map { ResolvedSet.Property(owner: slot, key: $0.key, value: $0.value) }
            case .replace, .addLabels, .removeLabels: return nil
            }
        }
        return properties
    }

    fileprivate var changedKeys: Set<String> { Set(compactMap { if case .property(_, let key, _) = $0.change { key } else { nil } }) }
}

extension Term {
    fileprivate var isSettled: Bool {
        switch kind {
        case .constant, .parameter, .slot: true
        default: false
        }
    }

    /// Whether it takes work that depends on the row.
    var isComputed: Bool { !isSettled && !freeSlots.isEmpty }

    /// Whether it reads no property of one of the keys, nor anything else that setting them changes.
    fileprivate func seesNoChange(of keys: Set<String>) -> Bool {
        subqueries.isEmpty && PropertyReads([]).slots(of: self, reading: keys)?.isEmpty == true
    }
}

extension Apply {
    /// Whether the plan runs once for all rows, which leave as they came.
    func writesApart(_ inner: Plan) -> Bool { isUnit && inner.writesApart }
}

extension Plan {
    /// Whether what it changes for many rows at once is what it changes for one row after the other: it makes new nodes and relationships, or sets
    /// properties, in one clause, and nothing in it can see that.
    fileprivate var writesApart: Bool {
        var (changed, areSet, plan) = (Set<String>?.none, false, self)
        var terms: [Term] = []
        while true {
            guard plan.facts.subqueries.isEmpty else { return false }
            terms += plan.facts.terms
            switch plan {
            case .argument: return changed != nil && terms.allSatisfy { areSet ? $0.seesNoChange(of: changed ?? []) : $0.subqueries.isEmpty }
            case .unwind, .extend, .narrow, .filter: break
            case .create where changed == nil: changed = []
            case .set(_, let items) where changed == nil && items.areIndependent: (changed, areSet) = (items.changedKeys, true)
            case .scan, .expand, .intersect, .expandLength, .ends, .semi, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .load, .optional,
                .union, .call, .repeat, .select, .apply, .use, .imports, .create, .merge, .set, .delete: return false
            }
            plan = plan.inputs[0]
        }
    }
}

extension ResolvedMerge {
    /// Whether a row finds what another row of the clause has made exactly if both agree in `create.keys`. This holds for one node, and
    /// for one relationship that cannot be found from its other end, as long as nothing that the pattern reads is set.
    var isTogether: Bool {
        let made = SlotSet(create.nodes.map(\.slot))
        let isOneWay = create.relationships.allSatisfy { relationship in
            match.connections.first?.direction != .either || made.contains(relationship.from) != made.contains(relationship.to)
        }
        guard create.relationships.count <= 1, isOneWay else { return false }
        let sets = onCreate + onMatch
        let changed = sets.changedKeys
        return sets.allSatisfy { if case .property = $0.change { true } else { false } }
            && create.properties.allSatisfy { properties in
                guard case .map(let items) = properties.kind else { return false }
                return items.allSatisfy { item in
                    !changed.contains(item.key) && item.value.seesNoChange(of: changed) && item.value.isDeterministic
                        && item.value.freeSlots.isDisjoint(with: create.introduced)
                }
            }
    }
}

extension PlannedMerge {
    /// Whether ON CREATE for all rows may come before ON MATCH for all: each sets what the clause makes, and reads nothing else that is set.
    var setsApart: Bool {
        if onCreate.isEmpty || onMatch.isEmpty { return true }
        let sets = onCreate + onMatch
        guard let properties = sets.properties else { return false }
        let keys = Set(properties.map(\.key))
        return properties.allSatisfy { property in
            create.introduced.contains(property.owner) && property.value.subqueries.isEmpty
                && PropertyReads([]).slots(of: property.value, reading: keys)?.isSubset(of: [property.owner]) == true
        }
    }
}

extension ResolvedCreate {
    /// The maps of properties.
    var properties: [Term] { nodes.compactMap(\.properties) + relationships.compactMap(\.properties) }

    /// What the properties of the pattern are compared with, and its nodes that are bound.
    var keys: [Term] {
        let made = SlotSet(nodes.map(\.slot))
        let ends = SlotSet(relationships.flatMap { [$0.from, $0.to] }).subtracting(made).sorted()
        return ends.map { .slot($0) } + properties.flatMap { $0.children }
    }
}
