import PropertyGraph

/// What a column holds.
package indirect enum SQLType: Hashable, Sendable {
    case boolean, integer, float, text, date
    /// Of sum(): floats, and null in place of the integer 0 where none were summed.
    case floatOrZero
    case list(SQLType)
    /// Its key in the tables.
    case node, relationship
    /// A node or relationship with all that it has, or a map: an object of JSON, which is made for the result and not computed with.
    case whole(isNode: Bool)
    case map([SQLField])
    /// Of the literal null, which is of every type.
    case null

    package var words: String {
        switch self {
        case .boolean: "booleans"
        case .integer: "integers"
        case .float, .floatOrZero: "floats"
        case .text: "text"
        case .date: "dates"
        case .list(let element): "lists of \(element.words)"
        case .node: "nodes"
        case .relationship: "relationships"
        case .whole(let isNode): isNode ? "nodes" : "relationships"
        case .map: "maps"
        case .null: "null"
        }
    }

    /// An object, or a list of them: SQL does not compare it.
    var isOpaque: Bool {
        switch self {
        case .whole, .map: true
        case .list(let element): element.isOpaque
        case .boolean, .integer, .float, .text, .date, .floatOrZero, .node, .relationship, .null: false
        }
    }

    var isNumber: Bool { self == .integer || self == .float }

    /// One type for both, where one is null or they are the same.
    func joined(with other: SQLType) -> SQLType? {
        switch (self, other) {
        case (.null, _): return other
        case (_, .null): return self
        case (.list(let a), .list(let b)): return a.joined(with: b).map { .list($0) }
        case (.map(let a), .map(let b)):
            // A map without a key is not one with a null.
            guard a.map(\.key) == b.map(\.key) else { return nil }
            var fields: [SQLField] = []
            for (one, two) in zip(a, b) {
                guard let type = one.type.joined(with: two.type) else { return nil }
                fields.append(SQLField(key: one.key, type: type))
            }
            return .map(fields)
        default: return self == other ? self : nil
        }
    }

    /// nil for types that SQL has no equal for, and for lists of several types.
    init?(of value: Value) {
        switch value {
        case .null: self = .null
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .float: self = .float
        case .string: self = .text
        case .date: self = .date
        case .list(let items):
            var element = SQLType.null
            for item in items {
                guard let type = SQLType(of: item), let joined = element.joined(with: type) else { return nil }
                element = joined
            }
            self = .list(element)
        case .map(let map):
            var fields: [SQLField] = []
            for (key, value) in map.sorted(by: { $0.key < $1.key }) {
                guard let type = SQLType(of: value) else { return nil }
                fields.append(SQLField(key: key, type: type))
            }
            self = .map(fields)
        case .localTime, .time, .localDateTime, .dateTime, .duration, .node, .relationship, .path: return nil
        }
    }

    init(_ type: CellType) {
        self = switch type {
        case .integer: .integer
        case .float: .float
        case .boolean: .boolean
        case .date: .date
        case .string: .text
        case .list: .list(.text)
        }
    }
}

/// An entry of a map.
package struct SQLField: Hashable, Sendable {
    package var key: String
    package var type: SQLType
}
