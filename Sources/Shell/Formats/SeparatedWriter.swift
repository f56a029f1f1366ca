import Diagnostics
import Interchange
import PropertyGraph

/// CSV and TSV: a header line, then a line a row. Null is nothing between two delimiters, empty text is `""`.
final class SeparatedWriter: ResultWriter {
    private let output: Output
    private let escapes: Bool
    private let cells: DelimitedWriter
    private var graph = Graph.empty

    init(_ output: Output, _ surroundings: ResultSurroundings, delimiter: Character) {
        escapes = surroundings.escapesControls
        self.output = output
        cells = DelimitedWriter(delimiter: delimiter)
    }

    func beginSection(_ section: ResultSection) {
        graph = section.graph
        if !section.columns.isEmpty { output.line(cells.line(escapes ? section.columns.map(\.escapingControls) : section.columns)) }
    }

    func write(_ rows: [[Value]]) {
        for row in rows where !row.isEmpty {
            let texts = row.map { $0.isNull ? nil : PlainText.machineText(of: $0, in: graph) }
            output.line(cells.row(escapes ? texts.map { $0?.escapingControls } : texts))
        }
    }
}
