import PropertyGraph

/// `IN` of unboxed elements and one list whose items are all of their type; nil for anything else.
enum TypedMembership {
    static func contains(_ items: ValueList, _ elements: Vector) -> [Int8]? {
        // A longer list has an index.
        guard items.count <= 64 else { return nil }
        switch elements {
        case .strings(let codes, let dictionary):
            guard let wanted = all(items, { if case .string(let text) = $0 { text } else { nil } }) else { return nil }
            let places = wanted.compactMap { dictionary.code(of: $0) }
            return codes.map { $0 == Vector.nullCode ? -1 : places.contains($0) ? 1 : 0 }
        case .integers(let numbers):
            guard let wanted = all(items, \.asInteger) else { return nil }
            return numbers.map { wanted.contains($0) ? 1 : 0 }
        case .dates(let days):
            guard let wanted = all(items, { if case .date(let date) = $0 { date.days } else { nil } }) else { return nil }
            return days.map { $0 == Vector.nullDate ? -1 : wanted.contains(Int($0)) ? 1 : 0 }
        case .partial(let numbers, let present):
            guard let truths = contains(items, numbers) else { return nil }
            return truths.indices.map { present[$0] ? truths[$0] : -1 }
        case .nodes, .relationships, .floats, .booleans, .coded, .lists, .maps, .values, .constant: return nil
        }
    }

    /// nil where the list is empty, in which not even null is looked for, and where one is of another type.
    private static func all<Element>(_ items: ValueList, _ take: (Value) -> Element?) -> [Element]? {
        var out: [Element] = []
        for item in items {
            guard let element = take(item) else { return nil }
            out.append(element)
        }
        return out.isEmpty ? nil : out
    }
}
