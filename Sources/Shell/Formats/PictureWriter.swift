import Diagnostics
import PropertyGraph

/// The nodes, relationships and paths of a result as a picture. It is written when all rows are there.
final class PictureWriter: ResultWriter {
    private let output: Output
    private let context: RenderContext
    private let draw: (Picture) -> String
    private let limit: Int
    private var sketch: PictureSketch?

    /// - Parameters:
    ///   - limit: nodes beyond this number are left out.
    ///   - draw: the picture as text with a line end.
    init(_ output: Output, _ context: RenderContext, limit: Int, draw: @escaping (Picture) -> String) {
        self.output = output
        self.context = context
        self.limit = limit
        self.draw = draw
    }

    func beginSection(_ section: ResultSection) {
        if sketch == nil { sketch = PictureSketch(section.graph, generalLabels: context.generalLabels(), limit: limit) }
    }

    func write(_ rows: [[Value]]) {
        for value in rows.joined() { sketch?.add(value) }
    }

    func endResult() {
        if let picture = sketch?.picture { write(picture) }
    }

    func write(_ picture: Picture) {
        if picture.nodes.isEmpty {
            context.tell("note: nothing to draw: a query draws what it returns of nodes, relationships and paths")
        }
        let text = draw(picture)
        output.write(context.escapesControls ? text.escapingControlsInLines : text)
        if picture.nodesLeftOut > 0 {
            context.tell("note: \(picture.nodesLeftOut) more nodes are not drawn; LIMIT or a pattern asks for fewer")
        }
    }
}

extension String {
    /// Line ends stay.
    fileprivate var escapingControlsInLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).escapingControls }.joined(separator: "\n")
    }
}
