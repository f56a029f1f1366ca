import PropertyGraph

/// What a term reads and binds by itself. What its subqueries read is known to their plans.
struct TermSlots {
    /// Its own variables among them.
    var read: SlotSet = []
    /// Of variables that the term itself binds: `x` of a comprehension.
    var bound: SlotSet = []
    /// Numbers of the subqueries inside.
    var subqueries: Set<Int> = []

    fileprivate mutating func add(_ term: Term) {
        switch term.kind {
        case .slot(let slot): read.insert(slot)
        case .path(let elements): read.formUnion(elements)
        case .exists(let number), .collect(let number), .count(let number): subqueries.insert(number)
        case .comprehension(let slot, _, _, _), .quantifier(_, let slot, _, _): bound.insert(slot)
        case .reduce(let accumulator, _, let slot, _, _): bound.formUnion([accumulator, slot])
        default: break
        }
        term.forEachChild { add($0) }
    }
}

extension Term {
    /// O(parts).
    var slots: TermSlots {
        var slots = TermSlots()
        slots.add(self)
        return slots
    }

    package var freeSlots: SlotSet { slots.read }

    package var boundSlots: SlotSet { slots.bound }

    package var subqueries: Set<Int> { slots.subqueries }

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
