import Interchange
import PropertyGraph

/// A whole JSON document, two spaces for each level; values as `JSONWriter` writes them.
enum JSONDocument {
    static func text(of value: Value) -> String {
        var out = ""
        write(value, 0, to: &out)
        return out + "\n"
    }

    /// On one line.
    static func line(of value: Value) -> String { JSONWriter.text(of: value, in: .empty) }

    private static func write(_ value: Value, _ depth: Int, to out: inout String) {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch value {
        case .map(let map) where !map.isEmpty:
            out += "{\n"
            for (index, entry) in map.enumerated() {
                out += (index > 0 ? ",\n" : "") + inner + JSONWriter.string(entry.key) + ": "
                write(entry.value, depth + 1, to: &out)
            }
            out += "\n" + outer + "}"
        case .list(let items) where !items.isEmpty:
            out += "[\n"
            for (index, item) in items.enumerated() {
                out += (index > 0 ? ",\n" : "") + inner
                write(item, depth + 1, to: &out)
            }
            out += "\n" + outer + "]"
        default: out += line(of: value)
        }
    }
}
