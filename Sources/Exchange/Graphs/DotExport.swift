import PropertyGraph

/// A graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html): title and label of each node, type of each relationship.
struct DotExport {
    private let source: ExportSource

    init(_ source: ExportSource) { self.source = source }

    func export() -> Exported {
        let (selection, graph) = (source.selection, source.selection.graph)
        let names = selection.names
        var out = source.edition.lines.map { "// \($0.name): \(Self.escaped($0.value))\n" }.joined()
        out += "digraph cqcq {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
        out += "  edge [fontname=\"sans-serif\", fontsize=10];\n"
        for node in selection.nodes {
            let lines = [names[node], graph.property("title", of: node).cellText ?? "", graph.labels(of: node).joined(separator: ", ")]
            let label = lines.filter { !$0.isEmpty }.map(Self.escaped).joined(separator: "\\n")
            out += "  \"\(Self.escaped(names[node]))\" [label=\"\(label)\"];\n"
        }
        for id in selection.relationships {
            let ends = graph.ends(of: id)
            out += "  \"\(Self.escaped(names[ends.source]))\" -> \"\(Self.escaped(names[ends.target]))\" [label=\"\(Self.escaped(graph.type(of: id)))\"];\n"
        }
        var exported = Exported()
        exported.files = [ExportFile("", out + "}\n")]
        exported.counts = ["\(selection.nodes.count) nodes", "\(selection.relationships.count) relationships"]
        exported.losses = ["a drawing shows id, title, label and type; other properties are left out"]
        return exported
    }

    /// Inside quotes, on one line.
    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"": out += "\\\(scalar)"
            case "\u{0}"..."\u{1F}", "\u{7F}": out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
