import CypherSyntax
import PropertyGraph

/// A value as an expression of openCypher that gives it again; nil for nodes, relationships and paths.
enum CypherLiteral {
    static func text(of value: Value) -> String? {
        switch value {
        case .null: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return value == .min ? "(-9223372036854775807 - 1)" : String(value)
        case .float(let value):
            if value.isNaN { return "(0.0 / 0.0)" }
            if value.isInfinite { return value > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)" }
            return "\(value)"
        case .string(let text): return Printer.quoted(string: text)
        case .date: return call("date", value)
        case .localTime: return call("localtime", value)
        case .time: return call("time", value)
        case .localDateTime: return call("localdatetime", value)
        case .dateTime: return call("datetime", value)
        case .duration: return call("duration", value)
        case .list(let items):
            let texts = items.compactMap { text(of: $0) }
            return texts.count == items.count ? "[" + texts.joined(separator: ", ") + "]" : nil
        case .map(let map): return text(of: map.entries)
        case .node, .relationship, .path: return nil
        }
    }

    static func text(of map: PropertyMap) -> String {
        "{" + map.compactMap { entry in text(of: entry.value).map { Printer.quoted(name: entry.key) + ": " + $0 } }.joined(separator: ", ") + "}"
    }

    private static func call(_ function: String, _ value: Value) -> String {
        "\(function)(\(Printer.quoted(string: value.temporalText ?? "")))"
    }
}
