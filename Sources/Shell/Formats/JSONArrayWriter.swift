import Diagnostics
import Interchange
import PropertyGraph

/// An array of objects; with several sections an object of such arrays by the sections' names.
final class JSONArrayWriter: ResultWriter {
    private let output: Output
    private let escapes: Bool
    private var section = ResultSection(name: "", title: "", columns: [], graph: .empty)
    private var sections = 1
    private var begun = 0
    private var rows = 0

    init(_ output: Output, _ context: RenderContext) {
        escapes = context.escapesControls
        self.output = output
    }

    private var indent: String { sections > 1 ? "  " : "" }

    func beginResult(sections: Int) {
        self.sections = sections
        begun = 0
        if sections > 1 { output.write("{") }
    }

    func beginSection(_ section: ResultSection) {
        self.section = section
        rows = 0
        if sections > 1 { output.write((begun > 0 ? ",\n  " : "\n  ") + JSONWriter.string(section.name) + ": ") }
        begun += 1
        output.write("[")
    }

    func write(_ rows: [[Value]]) {
        for row in rows {
            output.write((self.rows > 0 ? ",\n  " : "\n  ") + indent)
            let object = JSONWriter.object(columns: section.columns, row: row, in: section.graph)
            output.write(escapes ? object.escapingControls : object)
            self.rows += 1
        }
    }

    func endSection() {
        output.write(rows > 0 ? "\n\(indent)]" : "]")
        if sections == 1 { output.write("\n") }
    }

    func endResult() {
        if sections > 1 { output.write("\n}\n") }
    }
}
