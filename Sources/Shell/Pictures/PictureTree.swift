import Interchange

/// A picture in lines of text, each relationship once:
/// ```
/// saf:W3 Freedom to speak up (QualityStatement)
/// ├─ANSWERS→ kq:well-led Well-led (KeyQuestion)
/// │  └─←ANSWERS─ saf:W4 Governance (QualityStatement)
/// └─RESTS_ON→ ra2014:17 Good governance (Regulation)
/// ```
/// What hangs from a node is drawn where the node first stands, as near to the top as can be; later it has the sign ↑.
struct PictureTree {
    let picture: Picture
    let width: Int?
    let isASCII: Bool

    private struct Branch {
        var edge: Int
        var child: Int
        /// The child is drawn in full somewhere else.
        var isElsewhere: Bool
    }

    var text: String {
        var lines: [String] = []
        let (roots, branches) = grown()
        for root in roots {
            lines.append(name(root))
            // Branches still to be drawn, the next one last, with what stands before them on their line.
            var waiting: [(branch: Branch, isLast: Bool, before: String)] = []
            func hang(_ node: Int, _ before: String) {
                for (index, branch) in branches[node].enumerated().reversed() {
                    waiting.append((branch, index == branches[node].count - 1, before))
                }
            }
            hang(root, "")
            while let (branch, isLast, before) = waiting.popLast() {
                let edge = picture.edges[branch.edge]
                let arrow = edge.to == branch.child
                    ? "\(signs.dash)\(edge.type)\(signs.right) " : "\(signs.left)\(edge.type)\(signs.dash) "
                lines.append(before + (isLast ? signs.corner : signs.tee) + arrow + name(branch.child) + (branch.isElsewhere ? signs.above : ""))
                if !branch.isElsewhere { hang(branch.child, before + (isLast ? "   " : signs.bar + "  ")) }
            }
        }
        return lines.map { line in (width.map { line.cut(to: $0, mark: signs.mark) } ?? line) + "\n" }.joined()
    }

    private var signs: (corner: String, tee: String, bar: String, dash: String, right: String, left: String, above: String, mark: String) {
        isASCII ? ("`", "|", "|", "-", "->", "<-", " ^", "~") : ("└", "├", "│", "─", "→", "←", " ↑", "…")
    }

    private func name(_ node: Int) -> String {
        let node = picture.nodes[node]
        return [node.name, node.caption, node.kind.isEmpty ? "" : "(\(node.kind))"].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// Breadth first from each node not yet reached: the roots, and what hangs from each node. O(nodes + edges).
    private func grown() -> (roots: [Int], branches: [[Branch]]) {
        var touching = [[Int]](repeating: [], count: picture.nodes.count)
        for (index, edge) in picture.edges.enumerated() {
            touching[edge.from].append(index)
            if edge.to != edge.from { touching[edge.to].append(index) }
        }
        var branches = [[Branch]](repeating: [], count: picture.nodes.count)
        var isReached = [Bool](repeating: false, count: picture.nodes.count)
        var isDrawn = [Bool](repeating: false, count: picture.edges.count)
        var roots: [Int] = []
        for root in picture.nodes.indices where !isReached[root] {
            roots.append(root)
            isReached[root] = true
            var queue = [root]
            var next = 0
            while next < queue.count {
                let node = queue[next]
                next += 1
                for edge in touching[node] where !isDrawn[edge] {
                    isDrawn[edge] = true
                    let ends = picture.edges[edge]
                    let child = ends.from == node ? ends.to : ends.from
                    branches[node].append(Branch(edge: edge, child: child, isElsewhere: isReached[child]))
                    if !isReached[child] { queue.append(child) }
                    isReached[child] = true
                }
            }
        }
        return (roots, branches)
    }
}
