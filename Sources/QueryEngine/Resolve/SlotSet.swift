/// A set of slots: a bit each, as a query rarely has more than 128 of them. It goes through them in ascending order.
package struct SlotSet: SetAlgebra, Sequence, Hashable, Sendable {
    private var bits: UInt128 = 0
    /// Those from 128 on.
    private var rest: Set<Slot> = []

    package init() {}

    package init(_ slots: some Sequence<Slot>) { for slot in slots { insert(slot) } }

    package var count: Int { bits.nonzeroBitCount + rest.count }

    package var isEmpty: Bool { bits == 0 && rest.isEmpty }

    /// The least.
    package var first: Slot? { first { _ in true } }

    package func contains(_ slot: Slot) -> Bool { slot < 128 ? bits &>> UInt128(slot) & 1 != 0 : rest.contains(slot) }

    @discardableResult
    package mutating func insert(_ slot: Slot) -> (inserted: Bool, memberAfterInsert: Slot) {
        if contains(slot) { return (false, slot) }
        if slot < 128 { bits |= 1 &<< UInt128(slot) } else { rest.insert(slot) }
        return (true, slot)
    }

    @discardableResult
    package mutating func update(with slot: Slot) -> Slot? { insert(slot).inserted ? nil : slot }

    @discardableResult
    package mutating func remove(_ slot: Slot) -> Slot? {
        guard contains(slot) else { return nil }
        if slot < 128 { bits &= ~(1 &<< UInt128(slot)) } else { rest.remove(slot) }
        return slot
    }

    package mutating func formUnion(_ other: SlotSet) {
        bits |= other.bits
        if !other.rest.isEmpty { rest.formUnion(other.rest) }
    }

    package mutating func formIntersection(_ other: SlotSet) {
        bits &= other.bits
        if !rest.isEmpty { rest.formIntersection(other.rest) }
    }

    package mutating func formSymmetricDifference(_ other: SlotSet) {
        bits ^= other.bits
        rest.formSymmetricDifference(other.rest)
    }

    package mutating func subtract(_ other: SlotSet) {
        bits &= ~other.bits
        if !rest.isEmpty { rest.subtract(other.rest) }
    }

    package func union(_ other: SlotSet) -> SlotSet { changed { $0.formUnion(other) } }
    package func intersection(_ other: SlotSet) -> SlotSet { changed { $0.formIntersection(other) } }
    package func symmetricDifference(_ other: SlotSet) -> SlotSet { changed { $0.formSymmetricDifference(other) } }
    package func subtracting(_ other: SlotSet) -> SlotSet { changed { $0.subtract(other) } }
    package func isDisjoint(with other: SlotSet) -> Bool { bits & other.bits == 0 && rest.isDisjoint(with: other.rest) }
    package func isSubset(of other: SlotSet) -> Bool { bits & ~other.bits == 0 && rest.isSubset(of: other.rest) }

    private func changed(_ change: (inout SlotSet) -> Void) -> SlotSet {
        var copy = self
        change(&copy)
        return copy
    }

    package func makeIterator() -> AnyIterator<Slot> {
        var bits = bits
        var rest = rest.sorted()[...]
        return AnyIterator {
            if bits == 0 { return rest.popFirst() }
            let slot = bits.trailingZeroBitCount
            bits &= bits - 1
            return slot
        }
    }
}

extension SlotSet {
    package mutating func formUnion(_ slots: some Sequence<Slot>) { for slot in slots { insert(slot) } }
    package mutating func subtract(_ slots: some Sequence<Slot>) { for slot in slots { remove(slot) } }
    package func union(_ slots: some Sequence<Slot>) -> SlotSet { union(SlotSet(slots)) }
    package func subtracting(_ slots: some Sequence<Slot>) -> SlotSet { subtracting(SlotSet(slots)) }
    package func isDisjoint(with slots: some Sequence<Slot>) -> Bool { !slots.contains(where: contains) }
}
