public import PropertyGraph

/// Values as JSON (RFC 8259), in one line.
///
/// | value | JSON |
/// | --- | --- |
/// | dates, times, durations | `"2021-07-28"`, `"PT2H30M"`: as ISO 8601 writes them |
/// | NaN, Infinity, -Infinity | the strings `"NaN"`, `"Infinity"`, `"-Infinity"`: JSON has no such numbers, and null would lose which |
/// | node | `{"labels": [...], "properties": {...}}` |
/// | relationship | `{"type": "T", "from": "id", "to": "id", "properties": {...}}`, ends by their `id` property where they have one |
/// | path | `{"nodes": [...], "relationships": [...]}` |
public enum JSONWriter {
    /// The value as JSON on one line; nodes and relationships as objects. O(size).
    public static func text(of value: Value, in graph: Graph) -> String {
        var out = ""
        write(value, in: graph, to: &out)
        return out
    }

    /// A JSON string with its quotes.
    public static func string(_ text: String) -> String {
        var out = ""
        write(text, to: &out)
        return out
    }

    /// A row as an object: one member per column, in order.
    public static func object(columns: [String], row: [Value], in graph: Graph) -> String {
        var out = "{"
        for (index, (column, value)) in zip(columns, row).enumerated() {
            if index > 0 { out += ", " }
            write(column, to: &out)
            out += ": "
            write(value, in: graph, to: &out)
        }
        return out + "}"
    }

    static func write(_ value: Value, in graph: Graph, to out: inout String) {
        switch value {
        case .null: out += "null"
        case .boolean(let value): out += value ? "true" : "false"
        case .integer(let value): out += String(value)
        case .float(let value):
            let text = FloatText.text(of: value)
            out += value.isFinite ? text : "\"\(text)\""
        case .string(let value): write(value, to: &out)
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration: out += "\"\(value.temporalText ?? "")\""
        case .list(let values): write(values, in: graph, to: &out)
        case .map(let map): write(map, in: graph, to: &out)
        case .node(let node): write(node, in: graph, to: &out)
        case .relationship(let relationship): write(relationship, in: graph, to: &out)
        case .path(let path):
            out += "{\"nodes\": "
            write(ValueList(path.nodes.map(Value.node)), in: graph, to: &out)
            out += ", \"relationships\": "
            write(ValueList(path.relationships.map(Value.relationship)), in: graph, to: &out)
            out += "}"
        }
    }

    private static func write(_ values: ValueList, in graph: Graph, to out: inout String) {
        out += "["
        for (index, value) in values.enumerated() {
            if ValueWatch.stops(at: index, of: values.bytes) { return }
            if index > 0 { out += ", " }
            write(value, in: graph, to: &out)
        }
        out += "]"
    }

    private static func write(_ map: ValueMap, in graph: Graph, to out: inout String) {
        out += "{"
        for (index, entry) in map.enumerated() {
            if ValueWatch.stops(at: index, of: map.bytes) { return }
            if index > 0 { out += ", " }
            write(entry.key, to: &out)
            out += ": "
            write(entry.value, in: graph, to: &out)
        }
        out += "}"
    }

    private static func write(_ node: NodeID, in graph: Graph, to out: inout String) {
        out += "{\"labels\": "
        write(ValueList(graph.labels(of: node).map(Value.string)), in: graph, to: &out)
        out += ", \"properties\": "
        write(ValueMap(graph.properties(of: node)), in: graph, to: &out)
        out += "}"
    }

    private static func write(_ relationship: RelationshipID, in graph: Graph, to out: inout String) {
        out += "{\"type\": "
        write(graph.type(of: relationship), to: &out)
        let ends = graph.ends(of: relationship)
        for (name, node) in [("from", ends.source), ("to", ends.target)] {
            let id = graph.property("id", of: node)
            if id.isNull { continue }
            out += ", \"\(name)\": "
            write(id, in: graph, to: &out)
        }
        out += ", \"properties\": "
        write(ValueMap(graph.properties(of: relationship)), in: graph, to: &out)
        out += "}"
    }

    /// Quote, backslash and C0 controls are escaped; DEL, C1 and the line separators too, so that
    /// the text is safe on a terminal and inside a script.
    static func write(_ text: String, to out: inout String) {
        out += "\""
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            out += text
            out += "\""
            return
        }
        let size = text.utf8.count
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if ValueWatch.stops(at: index, of: size) { return }
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                switch scalar.value {
                case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
                    let hex = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                default: out.unicodeScalars.append(scalar)
                }
            }
        }
        out += "\""
    }
}
