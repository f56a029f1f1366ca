import Reports

/// A picture as SVG: a column of boxes a layer, arrows from left to right where there is no cycle.
struct PictureSVG {
    let picture: Picture

    private static let box = (width: 210.0, height: 44.0)
    private static let gap = (across: 130.0, down: 16.0)
    private static let margin = 10.0

    var text: String {
        let columns = Self.ordered(layers, picture.edges)
        let tallest = columns.map(\.count).max() ?? 0
        let height = Self.margin * 2 + Double(max(1, tallest)) * (Self.box.height + Self.gap.down)
        let width = Self.margin * 2 + Double(max(1, columns.count)) * (Self.box.width + Self.gap.across) - Self.gap.across
        var places = [(x: Double, y: Double)](repeating: (0, 0), count: picture.nodes.count)
        for (column, nodes) in columns.enumerated() {
            let top = (height - Double(nodes.count) * (Self.box.height + Self.gap.down) + Self.gap.down) / 2
            for (row, node) in nodes.enumerated() {
                places[node] = (
                    Self.margin + Double(column) * (Self.box.width + Self.gap.across),
                    top + Double(row) * (Self.box.height + Self.gap.down)
                )
            }
        }
        var drawing = SVGDrawing(
            id: "graph", title: "\(picture.nodes.count) nodes and \(picture.edges.count) relationships",
            description: picture.edges.map { "\(picture.nodes[$0.from].name) \($0.type) \(picture.nodes[$0.to].name)" }
                .joined(separator: "; "),
            width: Int(width.rounded(.up)), height: Int(height.rounded(.up)))
        for edge in picture.edges { draw(edge, from: places[edge.from], to: places[edge.to], in: &drawing) }
        for (node, place) in zip(picture.nodes, places) {
            drawing.rectangle(
                place.x, place.y, Self.box.width, Self.box.height,
                "rx=\"6\" fill=\"var(--paper, #fff)\" stroke=\"var(--ink, #1a1a1a)\"",
                hint: [node.name, node.caption, node.kind].filter { !$0.isEmpty }.joined(separator: " · "))
            drawing.text(SVGDrawing.short("\(node.name) · \(node.kind)", 30), place.x + 8, place.y + 18, style: " font-weight=\"bold\"")
            drawing.text(SVGDrawing.short(node.caption, 30), place.x + 8, place.y + 35)
        }
        return drawing.svg() + "\n"
    }

    private func draw(
        _ edge: Picture.Edge, from: (x: Double, y: Double), to: (x: Double, y: Double), in drawing: inout SVGDrawing
    ) {
        let middle = Self.box.height / 2
        if from.x == to.x {
            // Out to the right and back.
            let right = from.x + Self.box.width
            drawing.arrow([(right, from.y + middle), (right + 40, (from.y + to.y) / 2 + middle), (right, to.y + middle)])
            drawing.text(edge.type, right + 30, (from.y + to.y) / 2 + middle - 3, style: " font-size=\"10\"")
        } else {
            let goesRight = from.x < to.x
            let start = (from.x + (goesRight ? Self.box.width : 0), from.y + middle)
            let end = (to.x + (goesRight ? 0 : Self.box.width), to.y + middle)
            drawing.arrow([start, end])
            drawing.text(
                edge.type, (start.0 + end.0) / 2, (start.1 + end.1) / 2 - 3, anchor: "middle", style: " font-size=\"10\"")
        }
    }

    /// The layer of each node: one behind the last of those that point to it; arrows that close a cycle do not count.
    /// O(nodes + edges).
    private var layers: [Int] {
        var leaving = [[Int]](repeating: [], count: picture.nodes.count)
        for edge in picture.edges where edge.from != edge.to { leaving[edge.from].append(edge.to) }
        // Depth first; a node is finished before those that lead to it.
        var state = [UInt8](repeating: 0, count: picture.nodes.count)
        var finished: [Int] = []
        var forward = leaving.map { _ in [Int]() }
        for root in picture.nodes.indices where state[root] == 0 {
            var stack = [(node: root, next: 0)]
            state[root] = 1
            while let (node, next) = stack.last {
                if next == leaving[node].count {
                    state[node] = 2
                    finished.append(node)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let target = leaving[node][next]
                if state[target] == 1 { continue }
                forward[node].append(target)
                if state[target] == 0 {
                    state[target] = 1
                    stack.append((target, 0))
                }
            }
        }
        var layers = [Int](repeating: 0, count: picture.nodes.count)
        for node in finished.reversed() {
            for target in forward[node] { layers[target] = max(layers[target], layers[node] + 1) }
        }
        return layers
    }

    /// The nodes of each layer, a few times put in the order of the mean place of their neighbours.
    private static func ordered(_ layers: [Int], _ edges: [Picture.Edge]) -> [[Int]] {
        var columns = [[Int]](repeating: [], count: (layers.max() ?? -1) + 1)
        for (node, layer) in layers.enumerated() { columns[layer].append(node) }
        var neighbours = layers.map { _ in [Int]() }
        for edge in edges {
            neighbours[edge.from].append(edge.to)
            neighbours[edge.to].append(edge.from)
        }
        var place = [Double](repeating: 0, count: layers.count)
        func settle(_ column: [Int]) {
            for (row, node) in column.enumerated() { place[node] = Double(row) - Double(column.count) / 2 }
        }
        columns.forEach(settle)
        for _ in 0..<4 {
            for index in columns.indices {
                let mean = columns[index].map { node in
                    let near = neighbours[node]
                    return near.isEmpty ? place[node] : near.reduce(0) { $0 + place[$1] } / Double(near.count)
                }
                columns[index] = zip(columns[index], mean).enumerated()
                    .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
                settle(columns[index])
            }
        }
        return columns
    }
}
