import Diagnostics
import Interchange
import PropertyGraph

/// Columns side by side, light rules between them:
/// ```
///  code │ title                        │ mappings
/// ──────┼──────────────────────────────┼─────────
///  W1   │ Shared direction and culture │        3
/// ```
/// The widths come from the first rows. On a terminal longer text is cut with `…` or wrapped; elsewhere it is written whole.
final class TableWriter: ResultWriter {
    /// Rows looked at before the first is written; fewer where they come slowly and somebody waits.
    static let sample = 1000
    private static let patience = Duration.milliseconds(200)

    private let output: Output
    private let surroundings: ResultSurroundings
    private let style: TableStyle
    private var section = ResultSection(name: "", title: "", columns: [], graph: .empty)
    private var sections = 1
    private var begun = 0
    private var held: [[Value]] = []
    private var layout: TableLayout?
    private var count = 0
    private var start = ContinuousClock.now

    init(_ output: Output, _ surroundings: ResultSurroundings, style: TableStyle = .light) {
        self.output = output
        self.surroundings = surroundings
        self.style = surroundings.isASCII ? style.ascii : style
    }

    func beginResult(sections: Int) {
        self.sections = sections
        begun = 0
        start = .now
    }

    func beginSection(_ section: ResultSection) {
        self.section = section
        held = []
        layout = nil
        count = 0
        if begun > 0 { output.write("\n") }
        if sections > 1 { output.line(bold(section.title.escapingControls)) }
        begun += 1
    }

    func write(_ rows: [[Value]]) {
        count += rows.count
        guard layout == nil else { return writeRows(rows) }
        held += rows
        let isLate = surroundings.isWatched && ContinuousClock.now - start > Self.patience
        if held.count >= Self.sample || isLate { writeHeld() }
    }

    func endSection() {
        if layout == nil { writeHeld() }
        if let bottom = layout?.frame?.bottom, !section.columns.isEmpty { output.line(bottom) }
        if let layout, layout.columnsLeftOut > 0 {
            let hidden = section.columns.suffix(layout.columnsLeftOut)
            surroundings.tell("note: no room for \(hidden.joined(separator: ", ").escapingControls); `:format line` shows all")
        }
        if let note = section.note { output.line(" " + note.escapingControls) }
        if let footer = surroundings.footer { output.line((count == 1 ? "1 row" : "\(count) rows") + footer()) }
    }

    private func writeHeld() {
        let cells = held.map(cells)
        let headers = section.columns.map { TableCell(text: $0.escapingControls, isNull: false) }
        let numeric = section.columns.indices.map { column in TableLayout.isNumeric(held.lazy.map { $0[column] }) }
        let layout = TableLayout(headers: headers, rows: cells, numeric: numeric, width: surroundings.width, style: style,
            wraps: surroundings.wraps)
        self.layout = layout
        held = []
        guard !headers.isEmpty else { return }
        if let top = layout.frame?.top { output.line(top) }
        output.line(layout.line(headers, paint: paintHeader))
        output.line(layout.rule)
        for row in cells { output.line(layout.line(row, paint: paint)) }
    }

    private func writeRows(_ rows: [[Value]]) {
        guard let layout, !section.columns.isEmpty else { return }
        for row in rows { output.line(layout.line(cells(row), paint: paint)) }
    }

    private func cells(_ row: [Value]) -> [TableCell] {
        row.map { value in
            value.isNull
                ? TableCell(text: "-", isNull: true)
                : TableCell(text: PlainText.text(of: value, in: section.graph).escapingControls, isNull: false)
        }
    }

    private func bold(_ text: String) -> String {
        surroundings.color ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    private func paintHeader(_ text: String, isNull: Bool) -> String { bold(text) }

    /// A null is a dim dash: it is neither empty text nor the word.
    private func paint(_ text: String, isNull: Bool) -> String {
        surroundings.color && isNull ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    }
}
