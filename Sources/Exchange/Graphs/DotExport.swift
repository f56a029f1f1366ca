import Interchange
import PropertyGraph

/// A graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html): title and label of each node, type of each relationship.
struct DotExport {
    private let source: ExportSource

    init(_ source: ExportSource) { self.source = source }

    func export() -> Exported {
        let (selection, graph) = (source.selection, source.selection.graph)
        let names = source.names
        var out = source.edition.lines.map { "// \($0.name): \(DotText.escaped($0.value))\n" }.joined()
        out += "digraph cqcq {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
        out += "  edge [fontname=\"sans-serif\", fontsize=10];\n"
        for node in selection.nodes {
            let lines = [names[node], graph.property("title", of: node).cellText ?? "", graph.labels(of: node).joined(separator: ", ")]
            let label = lines.filter { !$0.isEmpty }.map(DotText.escaped).joined(separator: "\\n")
            out += "  \"\(DotText.escaped(names[node]))\" [label=\"\(label)\"];\n"
        }
        for id in selection.relationships {
            let ends = graph.ends(of: id)
            out += "  \"\(DotText.escaped(names[ends.source]))\" -> \"\(DotText.escaped(names[ends.target]))\" [label=\"\(DotText.escaped(graph.type(of: id)))\"];\n"
        }
        var exported = Exported()
        exported.files = [ExportFile("", out + "}\n")]
        exported.counts = ["\(selection.nodes.count) nodes", "\(selection.relationships.count) relationships"]
        exported.losses = ["a drawing shows id, title, label and type; other properties are left out"]
        return exported
    }
}
