extension OptimiserRule {
    /// `n, n.x` puts rows into the groups of `n` alone: a key that follows from others is computed once a group.
    static let derivedKeys = OptimiserRule(name: "keys that follow from others") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .aggregate(let input, var grouping) = plan else { return plan }
            var slots: [Slot: Slot] = [:]
            for key in grouping.keys {
                if case .slot(let slot) = key.term { slots[slot] = key.slot }
            }
            func follows(_ key: ProjectedItem) -> Bool {
                if case .property(.slot(let slot), _) = key.term { slots[slot] != nil && known.isHarmless(key.term) } else { false }
            }
            let derived = grouping.keys.filter(follows)
            guard !derived.isEmpty else { return plan }
            grouping.keys.removeAll(where: follows)
            let items = derived.map { key in
                guard case .property(.slot(let slot), let name) = key.term else { return key }
                return ProjectedItem(slot: key.slot, term: .property(.slot(slots[slot]!), key: name))
            }
            return .extend(.aggregate(input, grouping), items)
        }
    }
}
