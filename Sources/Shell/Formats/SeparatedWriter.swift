import Interchange
import PropertyGraph

/// CSV and TSV: a header line, then a line a row.
final class SeparatedWriter: ResultWriter {
    private let output: Output
    private let cells: DelimitedWriter
    private var graph = Graph.empty

    init(_ output: Output, delimiter: Character) {
        self.output = output
        cells = DelimitedWriter(delimiter: delimiter)
    }

    func beginSection(_ section: ResultSection) {
        graph = section.graph
        if !section.columns.isEmpty { output.line(cells.line(section.columns)) }
    }

    func write(_ rows: [[Value]]) {
        for row in rows where !row.isEmpty { output.line(cells.line(row, in: graph)) }
    }
}
