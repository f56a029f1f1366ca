import PropertyGraph

/// What is known of an expression's type before it runs.
package enum StaticType: Hashable, Sendable {
    case boolean, integer, float, string, map, node, relationship, path
    case date, localTime, time, localDateTime, dateTime, duration
    /// Element type where it is known.
    indirect case list(StaticType?)

    package var isNumber: Bool { self == .integer || self == .float }

    /// A point in time, whole or in part.
    package var isInstant: Bool { [.date, .localTime, .time, .localDateTime, .dateTime].contains(self) }

    package var isTemporal: Bool { self == .duration || isInstant }

    package var words: String {
        switch self {
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .float: "a float"
        case .string: "a string"
        case .map: "a map"
        case .node: "a node"
        case .relationship: "a relationship"
        case .path: "a path"
        case .date: "a date"
        case .localTime: "a local time"
        case .time: "a time"
        case .localDateTime: "a local date and time"
        case .dateTime: "a date and time"
        case .duration: "a duration"
        case .list: "a list"
        }
    }

    /// nil for null, which is of every type.
    package init?(of value: Value) {
        switch value {
        case .null: return nil
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .float: self = .float
        case .string: self = .string
        case .date: self = .date
        case .localTime: self = .localTime
        case .time: self = .time
        case .localDateTime: self = .localDateTime
        case .dateTime: self = .dateTime
        case .duration: self = .duration
        case .list: self = .list(nil)
        case .map: self = .map
        case .node: self = .node
        case .relationship: self = .relationship
        case .path: self = .path
        }
    }
}

extension Value {
    /// The type with its article, for messages.
    package var typeWords: String { StaticType(of: self)?.words ?? "null" }
}
