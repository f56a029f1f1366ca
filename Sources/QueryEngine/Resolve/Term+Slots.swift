import PropertyGraph

extension Term {
    /// Every slot that the term reads, its own variables among them. Subqueries not counted:
    /// what they read is known to their plans.
    var freeSlots: Set<Slot> {
        var slots: Set<Slot> = []
        collectSlots(&slots)
        return slots
    }

    private func collectSlots(_ slots: inout Set<Slot>) {
        switch self {
        case .slot(let slot): slots.insert(slot)
        case .path(let elements): slots.formUnion(elements)
        default: for child in children { child.collectSlots(&slots) }
        }
    }

    /// The slots of variables that the term itself binds: `x` of a comprehension.
    var boundSlots: Set<Slot> {
        var slots: Set<Slot> = []
        switch self {
        case .comprehension(let slot, _, _, _), .quantifier(_, let slot, _, _): slots.insert(slot)
        case .reduce(let accumulator, _, let slot, _, _): slots.formUnion([accumulator, slot])
        default: break
        }
        for child in children { slots.formUnion(child.boundSlots) }
        return slots
    }

    /// The numbers of the subqueries inside.
    var subqueries: Set<Int> {
        switch self {
        case .exists(let number), .collect(let number), .count(let number): [number]
        default: children.reduce(into: []) { $0.formUnion($1.subqueries) }
        }
    }

    var isConstant: Bool {
        if case .constant = self { true } else { false }
    }

    /// Whether computing the term itself, its parts aside, can be a fault.
    var canFail: Bool {
        switch self {
        case .constant, .slot, .list, .map, .equal, .notEqual, .isNull, .exists, .collect, .count, .path: false
        default: true
        }
    }

    /// A variable, or a property of one.
    var isSimple: Bool {
        switch self {
        case .slot: true
        case .property(let base, _): base.isSimple
        default: false
        }
    }
}
