import CypherSyntax
import PropertyGraph

/// A script of openCypher statements that rebuilds the graph in an empty one. Nodes are found again by a property of
/// the script's own, which its last statement takes away.
struct CypherScriptExport {
    private let source: ExportSource
    private var graph: Graph { source.selection.graph }
    /// Rows of a statement: few enough for engines with a limit on the length of one.
    private static let rowsAtOnce = 200

    init(_ source: ExportSource) { self.source = source }

    func export() -> Exported {
        let selection = source.selection
        let key = freeKey()
        var numbers: [NodeID: Int] = [:]
        for (number, node) in selection.nodes.enumerated() { numbers[node] = number }
        var out = source.edition.lines.map { "// \($0.name): \($0.value.split { $0.isNewline }.joined(separator: " "))\n" }.joined()
        for (labels, nodes) in grouped(selection.nodes, by: { graph.labels(of: $0) }) {
            let pattern = labels.map { ":" + Printer.quoted(name: $0) }.joined()
            for part in parts(nodes) {
                let rows = part.map { node in
                    var properties = graph.properties(of: node)
                    properties[key] = .integer(numbers[node] ?? 0)
                    return CypherLiteral.text(of: properties)
                }
                out += "UNWIND [\n  \(rows.joined(separator: ",\n  "))\n] AS row\nCREATE (n\(pattern)) SET n = row;\n"
            }
        }
        let quotedKey = Printer.quoted(name: key)
        for (kind, ids) in grouped(selection.relationships, by: { id in
            let ends = graph.ends(of: id)
            return [graph.type(of: id), graph.labels(of: ends.source).first ?? "", graph.labels(of: ends.target).first ?? ""]
        }) {
            func label(_ name: String) -> String { name.isEmpty ? "" : ":" + Printer.quoted(name: name) }
            for part in parts(ids) {
                let rows = part.map { id -> String in
                    let ends = graph.ends(of: id)
                    return "{a: \(numbers[ends.source] ?? 0), b: \(numbers[ends.target] ?? 0), p: \(CypherLiteral.text(of: graph.properties(of: id)))}"
                }
                out += "UNWIND [\n  \(rows.joined(separator: ",\n  "))\n] AS row\n"
                out += "MATCH (a\(label(kind[1])) {\(quotedKey): row.a}), (b\(label(kind[2])) {\(quotedKey): row.b})\n"
                out += "CREATE (a)-[r:\(Printer.quoted(name: kind[0]))]->(b) SET r = row.p;\n"
            }
        }
        out += "MATCH (n) WHERE n.\(quotedKey) IS NOT NULL REMOVE n.\(quotedKey);\n"
        var exported = Exported()
        exported.files = [ExportFile("", out)]
        exported.counts = ["\(selection.nodes.count) nodes", "\(selection.relationships.count) relationships"]
        return exported
    }

    /// A property that no node has.
    private func freeKey() -> String {
        var key = "_export"
        while graph.keys.number(of: key) != nil { key += "_" }
        return key
    }

    /// In the order of the first of each group.
    private func grouped<Item>(_ items: [Item], by kind: (Item) -> [String]) -> [([String], [Item])] {
        var order: [[String]] = []
        var groups: [[String]: [Item]] = [:]
        for item in items {
            let kind = kind(item)
            if groups[kind] == nil { order.append(kind) }
            groups[kind, default: []].append(item)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private func parts<Item>(_ items: [Item]) -> [ArraySlice<Item>] {
        stride(from: 0, to: items.count, by: Self.rowsAtOnce).map { items[$0..<min(items.count, $0 + Self.rowsAtOnce)] }
    }
}
