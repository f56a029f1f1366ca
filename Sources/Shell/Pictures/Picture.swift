import Interchange

/// Nodes and relationships to be drawn.
struct Picture {
    struct Node {
        /// What it is known by: its id, else its code, its name, or the number that the graph gave it.
        var name: String
        /// Its label.
        var kind: String
        /// Its title, where it has one beside its name.
        var caption: String
    }

    struct Edge {
        /// Places in `nodes`.
        var from: Int
        var to: Int
        var type: String
    }

    var nodes: [Node] = []
    var edges: [Edge] = []
    var nodesLeftOut = 0
}

// MARK: - For other programs

extension Picture {
    /// In the language of Graphviz.
    var dot: String {
        var text = "digraph cqcq {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
        text += "  edge [fontname=\"sans-serif\", fontsize=10];\n"
        for (index, node) in nodes.enumerated() {
            let lines = [node.name, node.caption, node.kind].filter { !$0.isEmpty }.map(DotText.escaped)
            text += "  n\(index) [label=\"\(lines.joined(separator: "\\n"))\"];\n"
        }
        for edge in edges { text += "  n\(edge.from) -> n\(edge.to) [label=\"\(DotText.escaped(edge.type))\"];\n" }
        return text + "}\n"
    }

    /// As a flowchart of Mermaid.
    var mermaid: String {
        var text = "flowchart LR\n"
        for (index, node) in nodes.enumerated() {
            let lines = [node.name, node.caption, node.kind].filter { !$0.isEmpty }.map(Self.mermaidText)
            text += "  n\(index)[\"\(lines.joined(separator: "<br>"))\"]\n"
        }
        for edge in edges { text += "  n\(edge.from) -->|\"\(Self.mermaidText(edge.type))\"| n\(edge.to)\n" }
        return text
    }

    /// Inside quotes. What could be markup or code there is written by its number.
    private static func mermaidText(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "#", "&", "<", ">", ";", "`", "|", "[", "]", "{", "}", "\\": "#\(scalar.value);"
            case "\n", "\r": " "
            default: String(scalar)
            }
        }.joined()
    }
}
