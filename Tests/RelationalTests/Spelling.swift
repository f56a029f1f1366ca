import Foundation
import PropertyGraph

/// One spelling for equal answers: floats to nine digits, as sums depend on their order in the last ones; lists without an order,
/// as collect() has none; maps by their keys in order; nodes and
/// relationships by their properties.
enum Spelling {
    static func text(_ value: Value, _ graph: Graph) -> String {
        switch value {
        case .float(let number): return "float " + String(format: "%.9g", number == 0 ? 0 : number)
        case .list(let items): return "[" + items.map { text($0, graph) }.sorted().joined(separator: ", ") + "]"
        case .node(let node): return "(" + graph.labels(of: node).sorted().joined(separator: ":") + text(graph.properties(of: node).map { ($0.key, $0.value) }, graph) + ")"
        case .relationship(let relationship):
            return "[" + graph.type(of: relationship) + text(graph.properties(of: relationship).map { ($0.key, $0.value) }, graph) + "]"
        case .map(let map): return text(map.map { ($0.key, $0.value) }, graph)
        case .null, .boolean, .integer, .string, .date, .localTime, .time, .localDateTime, .dateTime, .duration, .path:
            return value.typeName + " " + graph.text(of: value)
        }
    }

    private static func text(_ entries: [(key: String, value: Value)], _ graph: Graph) -> String {
        " {" + entries.sorted { $0.key < $1.key }.map { "\($0.key): \(text($0.value, graph))" }.joined(separator: ", ") + "}"
    }

    static func rows(_ rows: [[Value]], _ graph: Graph, ordered: Bool) -> [String] {
        let spelled = rows.map { $0.map { text($0, graph) }.joined(separator: " | ") }
        return ordered ? spelled : spelled.sorted()
    }
}
