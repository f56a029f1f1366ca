import Diagnostics
import PropertyGraph
import Reports
import SheetRows
import Tables

/// Results as a workbook: "About" first, then a sheet for each result as it comes.
final class ResultWorkbook: ResultFile {
    private let path: String?
    private let output: Output?
    private let about: [(name: String, value: String)]
    private var file: WorkbookFile?
    /// Where there is no file: the lines up to the end.
    private var held: [UInt8] = []
    private var lines = WorkbookLines()
    private var names = SheetNames()
    private var sheets = 0
    private var rows = 0
    private var title = ""
    private var sheet = ""
    private var graph = Graph.empty
    private var failure: Diagnostics?
    var statement = ""

    private static let aboutSheet = "About"

    init(path: String, about: [(name: String, value: String)]) {
        self.path = path
        output = nil
        self.about = about
    }

    /// Goes to the output when it is finished.
    init(_ output: Output, about: [(name: String, value: String)]) {
        path = nil
        self.output = output
        self.about = about
    }

    /// Nothing has been written to it.
    var isEmpty: Bool { sheets == 0 }

    func beginSection(_ section: ResultSection) {
        if isEmpty { begin() }
        sheets += 1
        rows = 0
        graph = section.graph
        title = section.title.isEmpty ? statement : section.title
        sheet = names.name(for: section.name.isEmpty ? "Result \(sheets)" : section.name)
        lines.announce(sheet)
        lines.open(sheet)
        lines.header(section.columns)
    }

    private func begin() {
        if let path {
            do throws(Diagnostics) { file = try WorkbookFile(path) } catch { failure = error }
        }
        _ = names.name(for: Self.aboutSheet)
        lines.property("title", "cqcq results")
        lines.announce(Self.aboutSheet)
        lines.open(Self.aboutSheet)
        lines.heading("Results")
        for (name, value) in about { lines.row([.text(name), .text(value)]) }
        lines.skipRow()
        lines.row([.text("sheet"), .text("rows"), .text("what it holds")])
    }

    func write(_ rows: [[Value]]) {
        self.rows += rows.count
        for row in rows { lines.row(row.map { SheetCell($0, in: graph) }) }
        if lines.bytes.count > 1 << 16 { hand() }
    }

    func endSection() {
        lines.open(Self.aboutSheet)
        lines.row([.jump(.text(sheet), sheet: sheets, row: 0), .number(String(rows)), .text(title)])
        hand()
    }

    /// A sheet more, with the numbers that the chart shows and the chart beside them.
    func chart(_ data: ChartData) {
        sheets += 1
        let name = names.name(for: "Chart \(sheets)")
        lines.announce(name)
        lines.open(name)
        lines.header([data.labelName.isEmpty ? "row" : data.labelName] + data.series.map(\.name))
        for (row, label) in data.labels.enumerated() {
            lines.row([.text(label)] + data.series.map { $0.values[row].map { .number(ChartData.number($0)) } ?? .empty })
        }
        lines.chart(
            kind: data.kind.rawValue, title: data.title, label: data.labelName, value: data.valueName, description: data.description,
            rows: data.labels.count, series: data.series.count)
        lines.open(Self.aboutSheet)
        lines.row([.jump(.text(name), sheet: sheets, row: 0), .number(String(data.labels.count)), .text(data.title)])
        hand()
    }

    private func hand() {
        let bytes = lines.take()
        if let file { file.send(bytes) } else { held += bytes }
    }

    func finish() throws(Diagnostics) {
        defer { (file, held, sheets) = (nil, [], 0) }
        if let failure { throw failure }
        if isEmpty { return }
        if let file { return try file.finish() }
        output?.write(try WorkbookFile.bytes(held))
    }
}
