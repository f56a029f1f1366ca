import PropertyGraph

extension Vector {
    /// As a column of `count` rows; nil where a value is none that a property may have.
    func column(_ count: Int) -> Column? {
        switch self {
        case .integers(let numbers): return Column(storage: .integers(Lane(numbers)), present: nil)
        case .floats(let numbers): return Column(storage: .floats(Lane(numbers)), present: nil)
        case .partial(let numbers, let present):
            return numbers.column(count).map { Column(storage: $0.storage, present: Bitmap(count: count) { present[$0] }) }
        case .dates(let days):
            return Column(storage: .dates(Lane(days)), present: days.contains(Self.nullDate) ? Bitmap(count: count) { days[$0] != Self.nullDate } : nil)
        case .booleans(let truths):
            return Column(storage: .booleans(Lane(truths.map { $0 == 1 ? 1 : 0 })), present: truths.contains(-1) ? Bitmap(count: count) { truths[$0] >= 0 } : nil)
        case .strings(let codes, let dictionary):
            guard codes.contains(Self.nullCode) else { return Column(storage: .strings(codes: Lane(codes), dictionary: dictionary), present: nil) }
            guard dictionary.count > 0 else { return Column([Value](repeating: .null, count: count)) }
            return Column(
                storage: .strings(codes: Lane(codes.map { $0 == Self.nullCode ? 0 : $0 }), dictionary: dictionary),
                present: Bitmap(count: count) { codes[$0] != Self.nullCode })
        case .coded, .lists, .maps: return Vector.values(values(count: count)).column(count)
        case .values(let values): return values.allSatisfy(\.canBeProperty) ? Column(values) : nil
        case .constant(.null): return Column([Value](repeating: .null, count: count))
        case .constant(let value): return value.canBeProperty ? spread(count).column(count) : nil
        case .nodes, .relationships: return nil
        }
    }
}

extension Column {
    /// The values of the entities with the ids, of which the first of the table is `first`.
    func vector(_ ids: [Int32], from first: Int) -> Vector {
        switch storage {
        case .strings(let codes, let dictionary):
            guard let present else { return .strings(Self.gather(codes, ids, from: first), dictionary) }
            return .strings(Self.gather(codes, ids, from: first, present, absent: Vector.nullCode), dictionary)
        case .integers(let values): return partial(.integers(Self.gather(values, ids, from: first)), ids, from: first)
        case .floats(let values): return partial(.floats(Self.gather(values, ids, from: first)), ids, from: first)
        case .dates(let values):
            guard let present else { return .dates(Self.gather(values, ids, from: first)) }
            return .dates(Self.gather(values, ids, from: first, present, absent: Vector.nullDate))
        case .booleans(let values):
            guard let present else { return .booleans(ids.map { Int8(values[Int($0) - first]) }) }
            return .booleans(ids.map { present[Int($0) - first] ? Int8(values[Int($0) - first]) : -1 })
        case .values: return .values(ids.map { value(at: Int($0) - first) })
        }
    }

    private func partial(_ numbers: Vector, _ ids: [Int32], from first: Int) -> Vector {
        guard let present else { return numbers }
        return .partial(
            numbers, present: ids.withUnsafeBufferPointer { ids in [Bool](count: ids.count) { present[Int(ids[$0]) - first] } })
    }

    private static func gather<Element>(
        _ lane: Lane<Element>, _ ids: [Int32], from first: Int, _ present: Bitmap, absent: Element
    ) -> [Element] {
        let elements = lane.elements
        return ids.withUnsafeBufferPointer { ids in
            [Element](count: ids.count) { row in
                let place = Int(ids[row]) - first
                return present[place] ? elements[place] : absent
            }
        }
    }

    private static func gather<Element>(_ lane: Lane<Element>, _ ids: [Int32], from first: Int) -> [Element] {
        let elements = lane.elements
        return ids.withUnsafeBufferPointer { ids in
            guard let least = ids.first, let most = ids.last else { return [] }
            // Relationships that were walked in order stand in order.
            if Int(most) - Int(least) == ids.count - 1 {
                var difference: Int32 = 0
                for row in 0..<ids.count { difference |= ids[row] &- least &- Int32(truncatingIfNeeded: row) }
                if difference == 0 { return Array(elements[Int(least) - first..<Int(most) - first + 1]) }
            }
            return [Element](count: ids.count) { elements[Int(ids[$0]) - first] }
        }
    }
}
