import PropertyGraph

/// What a column holds.
package indirect enum SQLType: Hashable, Sendable {
    case boolean, integer, float, text, date
    /// Of sum(): floats, and null in place of the integer 0 where none were summed.
    case floatOrZero
    case list(SQLType)
    /// Its key in the tables.
    case node, relationship
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
        case .null: "null"
        }
    }

    var isNumber: Bool { self == .integer || self == .float }

    /// One type for both, where one is null or they are the same.
    func joined(with other: SQLType) -> SQLType? {
        switch (self, other) {
        case (.null, _): return other
        case (_, .null): return self
        case (.list(let a), .list(let b)): return a.joined(with: b).map { .list($0) }
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
        case .localTime, .time, .localDateTime, .dateTime, .duration, .map, .node, .relationship, .path: return nil
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
