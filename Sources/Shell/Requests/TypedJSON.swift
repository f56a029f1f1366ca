import Interchange
import PropertyGraph

/// Values as JSON that keeps their types, for programs. What JSON has is written as it is; all else is an object of one member:
///
/// | value | JSON |
/// | --- | --- |
/// | date, times, duration | `{"$date": "2021-07-28"}`, `$localtime`, `$time`, `$localdatetime`, `$datetime`, `{"$duration": {"months": 0, "days": 30, "seconds": 0, "nanoseconds": 0}}` |
/// | NaN and infinities | `{"$float": "NaN"}` |
/// | map | an object, or `{"$map": {…}}` where a key begins with `$` |
/// | node | `{"$node": {"id": 3, "labels": […], "properties": {…}}}` |
/// | relationship | `{"$relationship": {"id": 7, "type": "T", "start": 3, "end": 4, "properties": {…}}}` |
/// | path | `{"$path": [node, relationship, node, …]}` |
enum TypedJSON {
    static func text(of row: [Value], in graph: Graph) -> String {
        var out = "["
        for (index, value) in row.enumerated() {
            if index > 0 { out += ", " }
            write(value, in: graph, to: &out)
        }
        return out + "]"
    }

    private static func write(_ value: Value, in graph: Graph, to out: inout String) {
        switch value {
        case .null, .boolean, .integer, .string: out += JSONWriter.text(of: value, in: graph)
        case .float(let number): out += number.isFinite ? JSONWriter.text(of: value, in: graph) : tagged("float", JSONWriter.text(of: value, in: graph))
        case .date: out += tagged("date", JSONWriter.text(of: value, in: graph))
        case .localTime: out += tagged("localtime", JSONWriter.text(of: value, in: graph))
        case .time: out += tagged("time", JSONWriter.text(of: value, in: graph))
        case .localDateTime: out += tagged("localdatetime", JSONWriter.text(of: value, in: graph))
        case .dateTime: out += tagged("datetime", JSONWriter.text(of: value, in: graph))
        case .duration(let span):
            out += tagged("duration", "{\"months\": \(span.months), \"days\": \(span.days), \"seconds\": \(span.seconds), \"nanoseconds\": \(span.nanosecond)}")
        case .list(let items): out += text(of: Array(items), in: graph)
        case .map(let map):
            let hasSign = map.contains { $0.key.hasPrefix("$") }
            if hasSign { out += "{\"$map\": " }
            write(map.map { ($0.key, $0.value) }, in: graph, to: &out)
            if hasSign { out += "}" }
        case .node(let node): write(node, in: graph, to: &out)
        case .relationship(let relationship): write(relationship, in: graph, to: &out)
        case .path(let path):
            out += "{\"$path\": ["
            for (index, node) in path.nodes.enumerated() {
                if index > 0 {
                    out += ", "
                    write(path.relationships[index - 1], in: graph, to: &out)
                    out += ", "
                }
                write(node, in: graph, to: &out)
            }
            out += "]}"
        }
    }

    private static func tagged(_ type: String, _ text: String) -> String { "{\"$\(type)\": \(text)}" }

    private static func write(_ entries: [(String, Value)], in graph: Graph, to out: inout String) {
        out += "{"
        for (index, entry) in entries.enumerated() {
            if index > 0 { out += ", " }
            out += JSONWriter.string(entry.0) + ": "
            write(entry.1, in: graph, to: &out)
        }
        out += "}"
    }

    private static func write(_ node: NodeID, in graph: Graph, to out: inout String) {
        let labels = graph.labels(of: node).map(JSONWriter.string).joined(separator: ", ")
        out += "{\"$node\": {\"id\": \(graph.identity(of: node)), \"labels\": [\(labels)], \"properties\": "
        write(graph.properties(of: node).map { ($0.key, $0.value) }, in: graph, to: &out)
        out += "}}"
    }

    private static func write(_ relationship: RelationshipID, in graph: Graph, to out: inout String) {
        let ends = graph.ends(of: relationship)
        out += "{\"$relationship\": {\"id\": \(graph.identity(of: relationship)), \"type\": \(JSONWriter.string(graph.type(of: relationship))), "
        out += "\"start\": \(graph.identity(of: ends.source)), \"end\": \(graph.identity(of: ends.target)), \"properties\": "
        write(graph.properties(of: relationship).map { ($0.key, $0.value) }, in: graph, to: &out)
        out += "}}"
    }
}

/// Columns in one line, then a line for each row.
final class TypedJSONWriter: ResultWriter {
    private let output: Output
    private var graph = Graph.empty

    init(_ output: Output) { self.output = output }

    func beginSection(_ section: ResultSection) {
        graph = section.graph
        output.line("{\"columns\": [\(section.columns.map(JSONWriter.string).joined(separator: ", "))]}")
    }

    func write(_ rows: [[Value]]) {
        for row in rows { output.line(TypedJSON.text(of: row, in: graph)) }
    }
}
