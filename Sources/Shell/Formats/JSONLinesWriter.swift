import Diagnostics
import Interchange
import PropertyGraph

/// One object per line; with several sections its first member says which section it is of.
final class JSONLinesWriter: ResultWriter {
    private let output: Output
    private let escapes: Bool
    private var section = ResultSection(name: "", title: "", columns: [], graph: .empty)
    private var sections = 1

    init(_ output: Output, _ context: RenderContext) {
        escapes = context.escapesControls
        self.output = output
    }

    func beginResult(sections: Int) {
        self.sections = sections
    }

    func beginSection(_ section: ResultSection) {
        self.section = section
        if sections > 1 { self.section.columns.insert("section", at: 0) }
    }

    func write(_ rows: [[Value]]) {
        let first: [Value] = sections > 1 ? [.string(section.name)] : []
        for row in rows {
            let object = JSONWriter.object(columns: section.columns, row: first + row, in: section.graph)
            output.line(escapes ? object.escapingControls : object)
        }
    }
}
