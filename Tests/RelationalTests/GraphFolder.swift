import Diagnostics
import Foundation
import Interchange
import PropertyGraph
import QueryEngine

/// A graph as a folder of CSV files: a table for each set of labels and each type, and their types in schema.json.
struct GraphFolder {
    enum Reason: Error { case severalTypes(String), value(String) }

    let path: String

    /// Throws a reason where the properties are not columns; `dropping` leaves such properties out.
    init(_ graph: Graph, dropping: Bool = false) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-graph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
        var nodes: [[String]: [(id: Int, properties: PropertyMap)]] = [:]
        var rows: [String: [(ends: (Int, Int), properties: PropertyMap)]] = [:]
        var schema: [String: [String: [String: Any]]] = ["nodes": [:], "rels": [:]]
        for node in try Self.ids("MATCH (n) RETURN n", graph) {
            guard case .node(let node) = node else { continue }
            nodes[graph.labels(of: node).sorted(), default: []].append((Int(node.index) + 1, graph.properties(of: node)))
        }
        for relationship in try Self.ids("MATCH ()-[r]->() RETURN r", graph) {
            guard case .relationship(let relationship) = relationship else { continue }
            let ends = graph.ends(of: relationship)
            rows[graph.type(of: relationship), default: []].append(
                ((Int(ends.source.index) + 1, Int(ends.target.index) + 1), graph.properties(of: relationship)))
        }
        if nodes.isEmpty { nodes[[]] = [] }
        for (number, (labels, members)) in nodes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }).enumerated() {
            let columns = try Self.columns(members.map(\.properties), dropping)
            var text = (["id"] + columns.map(\.name)).joined(separator: ",") + "\n"
            for member in members { text += "\(member.id)" + columns.map { "," + Self.cell(member.properties[$0.name]) }.joined() + "\n" }
            let name = "t\(number)" + labels.filter { $0.allSatisfy { $0.isASCII && $0.isLetter } }.map { "_" + $0 }.joined()
            try text.write(to: folder.appending(path: "nodes_\(name).csv"), atomically: true, encoding: .utf8)
            schema["nodes"]![name] = ["labels": labels, "cols": [["id", "INT64"]] + columns.map { [$0.name, $0.type] }]
        }
        for (number, (type, members)) in rows.sorted(by: { $0.key < $1.key }).enumerated() {
            let columns = try Self.columns(members.map(\.properties), dropping)
            var text = (["src", "dst"] + columns.map(\.name)).joined(separator: ",") + "\n"
            for member in members {
                text += "\(member.ends.0),\(member.ends.1)" + columns.map { "," + Self.cell(member.properties[$0.name]) }.joined() + "\n"
            }
            let name = "t\(number)"
            try text.write(to: folder.appending(path: "rels_\(name).csv"), atomically: true, encoding: .utf8)
            schema["rels"]![name] = ["type": type, "cols": columns.map { [$0.name, $0.type] }]
        }
        try JSONSerialization.data(withJSONObject: schema).write(to: folder.appending(path: "schema.json"))
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private static func ids(_ query: String, _ graph: Graph) throws -> [Value] {
        let cursor = try Engine(graph: graph).prepare(SourceText(query)).run()
        var values: [Value] = []
        while let batch = try cursor.next() { values += batch.map { $0[0] } }
        return values
    }

    private static func columns(_ properties: [PropertyMap], _ dropping: Bool) throws -> [(name: String, type: String)] {
        var types: [String: String] = [:]
        var odd: Set<String> = []
        for (key, value) in properties.flatMap({ Array($0) }) {
            let type: String? = switch value {
            case .integer: "INT64"
            case .float(let number): number.isFinite ? "DOUBLE" : nil
            case .string(let text): text.isEmpty ? nil : "STRING"
            case .boolean: "BOOLEAN"
            case .date: "DATE"
            default: nil
            }
            if case .string("") = value, dropping { continue }
            guard let type, types[key] ?? type == type, key.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil, key != "id", key != "src", key != "dst" else {
                if !dropping { throw Reason.value(key) }
                odd.insert(key)
                continue
            }
            types[key] = type
        }
        return types.filter { !odd.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func cell(_ value: Value?) -> String {
        switch value {
        case .string(let text)?: "\"" + text.replacing("\"", with: "\"\"") + "\""
        case .boolean(let truth)?: truth ? "true" : "false"
        case .integer(let number)?: "\(number)"
        case .float(let number)?: "\(number)"
        case .date?: value?.temporalText ?? ""
        default: ""
        }
    }
}
