extension Graph {
    /// A value as the language writes it: `'text'`, `[1, 2.0]`, `(:Label {key: 'value'})`, `<(…)-[:T]->(…)>`.
    public func text(of value: Value) -> String {
        var out = ""
        write(value, to: &out)
        return out
    }

    private func write(_ value: Value, to out: inout String) {
        switch value {
        case .null: out += "null"
        case .boolean(let value): out += value ? "true" : "false"
        case .integer(let value): out += String(value)
        case .float(let value): out += FloatText.text(of: value)
        case .string(let value): Self.quote(value, to: &out)
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration: out += "'\(value.temporalText ?? "")'"
        case .list(let values):
            out += "["
            for (index, value) in values.enumerated() {
                if ValueWatch.stops(at: index, of: values.bytes) { return }
                if index > 0 { out += ", " }
                write(value, to: &out)
            }
            out += "]"
        case .map(let map): write(map, to: &out)
        case .node(let node): write(node, to: &out)
        case .relationship(let relationship): write(relationship, to: &out)
        case .path(let path): write(path, to: &out)
        }
    }

    private func write(_ map: ValueMap, to out: inout String) {
        out += "{"
        for (index, entry) in map.enumerated() {
            if ValueWatch.stops(at: index, of: map.bytes) { return }
            if index > 0 { out += ", " }
            out += Self.name(entry.key) + ": "
            write(entry.value, to: &out)
        }
        out += "}"
    }

    private func write(_ node: NodeID, to out: inout String) {
        out += "("
        for label in labels(of: node) { out += ":" + Self.name(label) }
        let properties = properties(of: node)
        if !properties.isEmpty {
            if !out.hasSuffix("(") { out += " " }
            write(ValueMap(properties), to: &out)
        }
        out += ")"
    }

    private func write(_ relationship: RelationshipID, to out: inout String) {
        out += "[:" + Self.name(type(of: relationship))
        let properties = properties(of: relationship)
        if !properties.isEmpty {
            out += " "
            write(ValueMap(properties), to: &out)
        }
        out += "]"
    }

    private func write(_ path: Path, to out: inout String) {
        out += "<"
        if let start = path.nodes.first { write(start, to: &out) }
        for (index, relationship) in path.relationships.enumerated() where index + 1 < path.nodes.count {
            if ValueWatch.stops(at: index, of: path.nodes.count * 64) { return }
            let forward = ends(of: relationship).source == path.nodes[index]
            // A loop reads the same either way; the stored direction is shown.
            out += forward ? "-" : "<-"
            write(relationship, to: &out)
            out += forward ? "->" : "-"
            write(path.nodes[index + 1], to: &out)
        }
        out += ">"
    }

    /// Backquoted unless it is a plain ASCII or Unicode word.
    static func name(_ name: String) -> String {
        let plain = name.first?.isNumber == false
            && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
        return plain ? name : "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
    }

    private static func quote(_ text: String, to out: inout String) {
        out += "'"
        let size = text.utf8.count
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if ValueWatch.stops(at: index, of: size) { return }
            switch scalar {
            case "'": out += "\\'"
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "'"
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
package enum FloatText {
    package static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return "\(value)"
    }
}
