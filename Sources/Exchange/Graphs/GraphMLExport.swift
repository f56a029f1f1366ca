import PropertyGraph

/// A graph as GraphML (http://graphml.graphdrawing.org/) with typed keys. Labels stand in the key `labels` as `:A:B`.
struct GraphMLExport {
    private let source: ExportSource
    private var graph: Graph { source.selection.graph }

    init(_ source: ExportSource) { self.source = source }

    func export() -> Exported {
        let selection = source.selection
        let names = source.names
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        for line in source.edition.lines { out += "<!-- \(Self.comment("\(line.name): \(line.value)")) -->\n" }
        out += "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        let nodeKeys = PropertyType.ofKeys(selection.nodes.lazy.map { graph.properties(of: $0) })
        let edgeKeys = PropertyType.ofKeys(selection.relationships.lazy.map { graph.properties(of: $0) })
        out += key("labels", "node", "labels", .text) + key("type", "edge", "type", .text)
        for (index, entry) in nodeKeys.enumerated() { out += key("n\(index)", "node", entry.key, entry.type) }
        for (index, entry) in edgeKeys.enumerated() { out += key("e\(index)", "edge", entry.key, entry.type) }
        out += "  <graph id=\"cqcq\" edgedefault=\"directed\">\n"
        for node in selection.nodes {
            out += "    <node id=\"\(XMLText.escaped(names[node]))\">"
            out += data("labels", graph.labels(of: node).map { ":" + $0 }.joined())
            out += self.data(graph.properties(of: node), nodeKeys, "n") + "</node>\n"
        }
        for (number, id) in selection.relationships.enumerated() {
            let ends = graph.ends(of: id)
            out += "    <edge id=\"e\(number)\" source=\"\(XMLText.escaped(names[ends.source]))\" target=\"\(XMLText.escaped(names[ends.target]))\">"
            out += data("type", graph.type(of: id)) + data(graph.properties(of: id), edgeKeys, "e") + "</edge>\n"
        }
        out += "  </graph>\n</graphml>\n"
        var exported = Exported()
        exported.files = [ExportFile("", out)]
        exported.counts = ["\(selection.nodes.count) nodes", "\(selection.relationships.count) relationships"]
        let texts = (nodeKeys + edgeKeys).filter { [.date, .list, .mixed].contains($0.type) }.map(\.key)
        if !texts.isEmpty {
            exported.losses.append("GraphML has no dates and no lists: \(Set(texts).sorted().joined(separator: ", ")) are text, lists as JSON")
        }
        if names.areMadeUp { exported.losses.append("not every node has an `id` of its own, so nodes are called n and a number") }
        return exported
    }

    private func key(_ id: String, _ domain: String, _ name: String, _ type: PropertyType) -> String {
        let word = switch type {
        case .boolean: "boolean"
        case .integer: "long"
        case .float: "double"
        default: "string"
        }
        return "  <key id=\"\(id)\" for=\"\(domain)\" attr.name=\"\(XMLText.escaped(name))\" attr.type=\"\(word)\"/>\n"
    }

    private func data(_ properties: PropertyMap, _ keys: [(key: String, type: PropertyType)], _ prefix: String) -> String {
        keys.enumerated().map { index, entry in
            properties[entry.key]?.cellText.map { data("\(prefix)\(index)", $0) } ?? ""
        }.joined()
    }

    private func data(_ key: String, _ text: String) -> String { "<data key=\"\(key)\">\(XMLText.escaped(text))</data>" }

    private static func comment(_ text: String) -> String {
        XMLText.escaped(text).split(separator: "--", omittingEmptySubsequences: false).joined(separator: "- -")
    }
}

/// Text made safe for XML 1.0, which has no controls at all.
enum XMLText {
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\r": out += "&#13;"
            case "\n": out += "&#10;"
            case "\t": out += "&#9;"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
