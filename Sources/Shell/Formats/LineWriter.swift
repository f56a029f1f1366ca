import Diagnostics
import Interchange
import PropertyGraph

/// One line per value, `name = value`, and an empty line between two rows: long text can be read whole.
final class LineWriter: ResultWriter {
    private let output: Output
    private let escapes: Bool
    private var section = ResultSection(name: "", title: "", columns: [], graph: .empty)
    private var sections = 1
    private var heads: [String] = []
    private var isFirst = true

    init(_ output: Output, _ context: RenderContext) {
        escapes = context.escapesControls
        self.output = output
    }

    func beginResult(sections: Int) {
        self.sections = sections
        isFirst = true
    }

    func beginSection(_ section: ResultSection) {
        self.section = section
        let names = section.columns.map(\.escapingControls)
        let width = names.map(\.displayWidth).max() ?? 0
        heads = names.map { String(repeating: " ", count: width - $0.displayWidth) + $0 + " =" }
        guard sections > 1 else { return }
        if !isFirst { output.write("\n") }
        isFirst = false
        output.line(section.title.escapingControls)
    }

    func write(_ rows: [[Value]]) {
        guard !section.columns.isEmpty else { return }
        for row in rows {
            if !isFirst { output.write("\n") }
            isFirst = false
            for (head, value) in zip(heads, row) {
                let text = value.isNull ? "-" : PlainText.text(of: value, in: section.graph)
                output.line(text.isEmpty ? head : head + " " + (escapes ? text.escapingControls : text))
            }
        }
    }

    func endSection() {
        if let note = section.note { output.line((isFirst ? "" : "\n") + note.escapingControls) }
    }
}
