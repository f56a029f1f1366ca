import Diagnostics
import Interchange
import PropertyGraph

/// Pipe tables, a heading above each where there are several.
final class MarkdownWriter: ResultWriter {
    private let output: Output
    private let escapes: Bool
    private var graph = Graph.empty
    private var sections = 1
    private var begun = 0
    private var columns: [String] = []
    private var hasHeader = false
    private var note: String?

    init(_ output: Output, _ context: RenderContext) {
        escapes = context.escapesControls
        self.output = output
    }

    func beginResult(sections: Int) {
        self.sections = sections
        begun = 0
    }

    func beginSection(_ section: ResultSection) {
        graph = section.graph
        columns = section.columns
        note = section.note
        hasHeader = false
        if begun > 0 { output.write("\n") }
        if sections > 1 { output.write("### \(safe(section.title))\n\n") }
        begun += 1
    }

    func write(_ rows: [[Value]]) {
        writeHeader(over: rows)
        guard !columns.isEmpty else { return }
        for row in rows {
            line(row.map { safe(PlainText.text(of: $0, in: graph)) })
        }
    }

    func endSection() {
        writeHeader(over: [])
        if let note { output.write("\n" + safe(note) + "\n") }
    }

    private func writeHeader(over rows: [[Value]]) {
        guard !hasHeader, !columns.isEmpty else { return }
        hasHeader = true
        line(columns.map(safe))
        let numeric = columns.indices.map { column in TableLayout.isNumeric(rows.lazy.map { $0[column] }) }
        line(numeric.map { $0 ? "---:" : "---" })
    }

    private func safe(_ text: String) -> String {
        let cell = MarkdownText.cell(text)
        return escapes ? cell.escapingControls : cell
    }

    private func line(_ cells: [String]) {
        output.line("| " + cells.joined(separator: " | ") + " |")
    }
}
