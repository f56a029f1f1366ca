extension Graph {
    /// A value as the language writes it: `'text'`, `[1, 2.0]`, `(:Label {key: 'value'})`, `<(…)-[:T]->(…)>`.
    public func text(of value: Value) -> String {
        switch value {
        case .null: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .float(let value): return FloatText.text(of: value)
        case .string(let value): return Self.quoted(value)
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration: return "'\(value.temporalText ?? "")'"
        case .list(let values): return "[" + values.map(text).joined(separator: ", ") + "]"
        case .map(let map): return text(of: map)
        case .node(let node): return text(of: node)
        case .relationship(let relationship): return text(of: relationship)
        case .path(let path): return text(of: path)
        }
    }

    private func text(of map: PropertyMap) -> String {
        "{" + map.map { "\(Self.name($0.key)): \(text(of: $0.value))" }.joined(separator: ", ") + "}"
    }

    private func text(of node: NodeID) -> String {
        let labels = labels(of: node).map { ":" + Self.name($0) }.joined()
        let properties = properties(of: node)
        let parts = [labels, properties.isEmpty ? "" : text(of: properties)].filter { !$0.isEmpty }
        return "(" + parts.joined(separator: " ") + ")"
    }

    private func text(of relationship: RelationshipID) -> String {
        let properties = properties(of: relationship)
        let tail = properties.isEmpty ? "" : " " + text(of: properties)
        return "[:" + Self.name(type(of: relationship)) + tail + "]"
    }

    private func text(of path: Path) -> String {
        var out = "<" + text(of: path.nodes[0])
        for (index, relationship) in path.relationships.enumerated() {
            let forward = ends(of: relationship).source == path.nodes[index]
            // A loop reads the same either way; the stored direction is shown.
            out += forward ? "-" : "<-"
            out += text(of: relationship)
            out += forward ? "->" : "-"
            out += text(of: path.nodes[index + 1])
        }
        return out + ">"
    }

    /// Backquoted unless it is a plain ASCII or Unicode word.
    static func name(_ name: String) -> String {
        let plain = !name.isEmpty && !name.first!.isNumber
            && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
        return plain ? name : "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
    }

    private static func quoted(_ text: String) -> String {
        var out = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'": out += "\\'"
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "'"
    }
}

extension Value {
    /// A date, a time or a duration as ISO 8601 writes it; nil for any other value.
    public var temporalText: String? {
        switch self {
        case .date(let value): value.description
        case .localTime(let value): value.description
        case .time(let value): value.description
        case .localDateTime(let value): value.description
        case .dateTime(let value): value.description
        case .duration(let value): value.description
        default: nil
        }
    }
}

/// How floats are written: shortest digits that read back the same, always with a point or an exponent.
public enum FloatText {
    public static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return "\(value)"
    }
}
