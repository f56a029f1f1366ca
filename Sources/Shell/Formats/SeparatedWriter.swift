import Diagnostics
import Interchange
import PropertyGraph
import QueryEngine

/// CSV and TSV: a header line, then one line per row. Null is nothing between two delimiters, empty text is `""`.
final class SeparatedWriter: ResultWriter {
    private let output: Output
    private let escapes: Bool
    private let cells: DelimitedWriter
    private let delimiter: UInt8
    private var graph = Graph.empty

    init(_ output: Output, _ context: RenderContext, delimiter: Character) {
        escapes = context.escapesControls
        self.output = output
        cells = DelimitedWriter(delimiter: delimiter)
        self.delimiter = delimiter.asciiValue ?? UInt8(ascii: ",")
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

    /// What lies unboxed is written as bytes, without a text for each cell.
    func write(_ batch: ResultBatch) {
        if escapes || batch.width == 0 { return write(batch.rows) }
        var bytes = CellBytes(rows: batch.count, delimiter: delimiter)
        for column in 0..<batch.width {
            bytes.add(batch.cells(of: column)) { value in
                cells.row([value.isNull ? nil : PlainText.machineText(of: value, in: graph)])
            }
        }
        output.write(bytes.lines())
    }
}
