public import PropertyGraph

/// How a value reads in a cell: strings bare, null as nothing, dates and their like as `2021-07-28`.
public enum PlainText {
    /// For eyes: a list of strings, numbers, dates is joined by `, `; all else as the language writes it.
    public static func text(of value: Value, in graph: Graph) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration: value.temporalText ?? ""
        case .list(let values) where values.allSatisfy(isSimple):
            values.map { text(of: $0, in: graph) }.joined(separator: ", ")
        default: graph.text(of: value)
        }
    }

    /// For programs: lists, maps, nodes, relationships and paths as JSON, so that they read back.
    public static func machineText(of value: Value, in graph: Graph) -> String {
        switch value {
        case .list, .map, .node, .relationship, .path: JSONWriter.text(of: value, in: graph)
        default: text(of: value, in: graph)
        }
    }

    private static func isSimple(_ value: Value) -> Bool {
        switch value {
        case .string, .integer, .float, .boolean: true
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration: true
        default: false
        }
    }
}
