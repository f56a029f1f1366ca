import PropertyGraph

extension Value {
    /// Text for a cell of a table of kb/ or SSSOM: strings as they are, lists separated by `|`, dates as ISO 8601; nil for null.
    package var tableText: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        case .list(let items): items.compactMap(\.tableText).joined(separator: "|")
        default: temporalText ?? Graph.empty.text(of: self)
        }
    }
}
