import Diagnostics
import Interchange
import PropertyGraph

/// A result as a chart: for a terminal, as SVG, or before the table of a page. It is drawn when all rows are there.
final class ChartWriter: ResultWriter {
    private let kind: ChartKind
    private let output: Output
    private let context: RenderContext
    private let format: ResultFormat
    /// Writes the rows as well, where the format has a table beside the chart.
    private let table: (any ResultWriter)?
    private var section = ResultSection(name: "", title: "", columns: [], graph: .empty)
    private var rows: [[Value]] = []
    /// Rows that came; beyond what any chart holds they are counted only.
    private var count = 0
    private static let most = 20_000
    /// What kept a chart from being drawn.
    private(set) var failure: Diagnostics?

    /// Throws `ChartFault.format`.
    init(_ kind: ChartKind, _ format: ResultFormat, to output: Output, in context: RenderContext) throws(Diagnostics) {
        guard format.holdsCharts else { throw Diagnostics(ChartFault.format(format.rawValue)) }
        self.kind = kind
        self.format = format
        self.output = output
        self.context = context
        table = format == .html || format == .xlsx ? format.writer(to: output, in: context) : nil
    }

    func beginResult(sections: Int) { table?.beginResult(sections: sections) }

    func beginSection(_ section: ResultSection) {
        self.section = section
        rows = []
        count = 0
    }

    func write(_ rows: [[Value]]) {
        count += rows.count
        if table != nil || self.rows.count <= Self.most { self.rows += rows }
    }

    func endSection() {
        let data = self.data
        if format != .xlsx { draw(data) }
        table?.beginSection(section)
        table?.write(rows)
        table?.endSection()
        if format == .xlsx { draw(data) }
    }

    func endResult() { table?.endResult() }

    /// nil where there is nothing to draw, or it cannot be drawn.
    private var data: ChartData? {
        if rows.isEmpty {
            context.tell("note: no rows, so there is nothing to chart")
            return nil
        }
        if count > Self.most {
            failure = failure ?? Diagnostics(ChartFault.tooMany(what: "rows", count: count, limit: Self.most))
            return nil
        }
        do throws(Diagnostics) { return try ChartData(kind, section, rows) } catch {
            failure = failure ?? error
            return nil
        }
    }

    private func draw(_ data: ChartData?) {
        guard let data else { return }
        switch format {
        case .svg: output.write(ChartSVG(data: data).text + "\n")
        case .html: output.write("<div class=\"chart\">\n" + ChartSVG(data: data).text + "\n</div>\n")
        case .xlsx: (context.file as? ResultWorkbook)?.chart(data)
        default:
            for line in ChartText(data, width: context.width, isASCII: context.isASCII).lines { output.line(line) }
        }
    }
}

extension ResultFormat {
    /// A chart can be written in it.
    var holdsCharts: Bool {
        switch self {
        case .table, .box, .svg, .html, .xlsx: true
        default: false
        }
    }
}
