import PropertyGraph

extension Term {
    /// Every slot that the term reads, its own variables among them. Subqueries not counted:
    /// what they read is known to their plans.
    package var freeSlots: Set<Slot> {
        var slots: Set<Slot> = []
        collectSlots(&slots)
        return slots
    }

    private func collectSlots(_ slots: inout Set<Slot>) {
        switch kind {
        case .slot(let slot): slots.insert(slot)
        case .path(let elements): slots.formUnion(elements)
        default: for child in children { child.collectSlots(&slots) }
        }
    }

    /// The slots of variables that the term itself binds: `x` of a comprehension.
    package var boundSlots: Set<Slot> {
        var slots: Set<Slot> = []
        switch kind {
        case .comprehension(let slot, _, _, _), .quantifier(_, let slot, _, _): slots.insert(slot)
        case .reduce(let accumulator, _, let slot, _, _): slots.formUnion([accumulator, slot])
        default: break
        }
        for child in children { slots.formUnion(child.boundSlots) }
        return slots
    }

    /// The numbers of the subqueries inside.
    package var subqueries: Set<Int> {
        switch kind {
        case .exists(let number), .collect(let number), .count(let number): [number]
        default: children.reduce(into: []) { $0.formUnion($1.subqueries) }
        }
    }

    package var isConstant: Bool {
        if case .constant = kind { true } else { false }
    }

    /// A variable, or a property of one.
    package var isSimple: Bool {
        switch kind {
        case .slot: true
        case .property(let base, _): base.isSimple
        default: false
        }
    }
}

extension Term {
    /// Of a variable.
    package var asSlot: Slot? {
        if case .slot(let slot) = kind { slot } else { nil }
    }

    /// Of a property of a variable.
    package var asPropertyOfSlot: (slot: Slot, key: String)? {
        guard case .property(let base, let key) = kind, let slot = base.asSlot else { return nil }
        return (slot, key)
    }

    package var asConstant: Value? {
        if case .constant(let value) = kind { value } else { nil }
    }

    package var isConstantList: Bool {
        if case .list? = asConstant { true } else { false }
    }
}

extension Term {
    /// The slot and the key of a cell of a record, of which the term is made alone: `row.reviewed`, `trim(row.reviewed)`.
    package var loadedCell: (slot: Slot, key: String)? {
        if case .property(let base, let key) = kind, case .slot(let slot) = base.kind { return (slot, key) }
        return children.first?.loadedCell
    }
}
