import PropertyGraph

/// The one type that the values of a property have in an export; text where they differ.
enum PropertyType: String, Sendable {
    case boolean, integer, float, date, text, list, mixed

    init(_ value: Value) {
        switch value {
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .float: self = .float
        case .date: self = .date
        case .string: self = .text
        case .list(let items): self = items.allSatisfy { if case .string = $0 { true } else { false } } ? .list : .mixed
        default: self = .mixed
        }
    }

    /// Of two values of one property.
    func joined(_ other: PropertyType) -> PropertyType { self == other ? self : .mixed }

    /// By key, in alphabetical order, of some entities' properties.
    static func ofKeys(_ maps: some Sequence<PropertyMap>) -> [(key: String, type: PropertyType)] {
        var found: [String: PropertyType] = [:]
        for map in maps {
            for (key, value) in map where !value.isNull {
                let type = PropertyType(value)
                found[key] = found[key]?.joined(type) ?? type
            }
        }
        return found.sorted { $0.key < $1.key }.map { (key: $0.key, type: $0.value) }
    }
}

extension Value {
    /// For a cell or an element of text: strings as they are, all else as JSON has it without quotes around dates.
    var cellText: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        case .list, .map, .node, .relationship, .path: JSONDocument.line(of: self)
        default: temporalText ?? Graph.empty.text(of: self)
        }
    }
}
