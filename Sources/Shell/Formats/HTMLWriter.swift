import Interchange
import PropertyGraph

/// A page with a table a section. A null is a cell of the class `null`, which is empty and shows a dash.
final class HTMLWriter: ResultWriter {
    private let output: Output
    private var section = ResultSection(name: "", title: "", columns: [], graph: .empty)
    private var sections = 1
    private var begun = 0

    init(_ output: Output) {
        self.output = output
    }

    private static let head = """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>cqcq</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 16px/1.4 system-ui, sans-serif; margin: 1rem }
        table { border-collapse: collapse; margin-bottom: 1rem }
        caption { text-align: left; font-weight: bold; padding: .3rem 0 }
        th, td { border: 1px solid #8888; padding: .2rem .5rem; text-align: left; vertical-align: top }
        .number { text-align: right; font-variant-numeric: tabular-nums }
        .null::before { content: "–" }
        </style>
        <main>
        """

    func beginResult(sections: Int) {
        self.sections = sections
        begun = 0
        output.line(Self.head)
    }

    func beginSection(_ section: ResultSection) {
        self.section = section
        begun += 1
        output.line("<table>")
        if sections > 1 { output.line("<caption>\(HTMLText.escaped(section.title))</caption>") }
        let heads = section.columns.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }
        output.line("<thead><tr>\(heads.joined())</tr></thead>\n<tbody>")
    }

    func write(_ rows: [[Value]]) {
        guard !section.columns.isEmpty else { return }
        for row in rows { output.line("<tr>\(row.map(cell).joined())</tr>") }
    }

    private func cell(_ value: Value) -> String {
        let text = HTMLText.escaped(PlainText.text(of: value, in: section.graph))
        return switch value {
        case .null: "<td class=\"null\"></td>"
        case .integer, .float: "<td class=\"number\">\(text)</td>"
        default: "<td>\(text)</td>"
        }
    }

    func endSection() {
        output.line("</tbody>\n</table>")
        if let note = section.note { output.line("<p>\(HTMLText.escaped(note))</p>") }
    }

    func endResult() {
        output.line("</main>\n</html>")
    }
}
