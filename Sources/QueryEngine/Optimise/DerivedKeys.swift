extension OptimiserRule {
    /// `n, n.x` puts rows into the groups of `n` alone: a key that follows from others is computed once a group.
    static let derivedKeys = OptimiserRule(name: "keys that follow from others") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .aggregate(let input, var grouping) = plan else { return plan }
            var slots: [Slot: Slot] = [:]
            for key in grouping.keys {
                if let slot = key.term.asSlot { slots[slot] = key.slot }
            }
            func follows(_ key: ProjectedItem) -> Bool {
                key.term.asPropertyOfSlot.map { slots[$0.slot] != nil && known.isHarmless(key.term) } ?? false
            }
            let derived = grouping.keys.filter(follows)
            guard !derived.isEmpty else { return plan }
            grouping.keys.removeAll(where: follows)
            let items = derived.map { key in
                guard let (slot, name) = key.term.asPropertyOfSlot, let group = slots[slot] else { return key }
                return ProjectedItem(slot: key.slot, term: .property(.slot(group), key: name).placed(at: key.term.place.span))
            }
            return .extend(.aggregate(input, grouping), items)
        }
    }
}
