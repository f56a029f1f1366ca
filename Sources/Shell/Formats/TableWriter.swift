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
    private let context: RenderContext
    private let style: TableStyle
    private var section = ResultSection(name: "", title: "", columns: [], graph: .empty)
    private var sections = 1
    private var begun = 0
    private var held: [[Value]] = []
    private var layout: TableLayout?
    private var count = 0
    /// Columns that are shown, of those of the section; the others have one value, which stands in the caption.
    private var kept: [Int] = []
    private var isWhole = false
    private var start = ContinuousClock.now

    init(_ output: Output, _ context: RenderContext, style: TableStyle = .light) {
        self.output = output
        self.context = context
        self.style = context.isASCII ? style.ascii : style
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
        isWhole = false
        kept = Array(section.columns.indices)
        if begun > 0 { output.write("\n") }
        if sections > 1 { output.line(bold(section.title.escapingControls)) }
        begun += 1
    }

    func write(_ rows: [[Value]]) {
        count += rows.count
        guard layout == nil else { return writeRows(rows) }
        held += rows
        let isLate = context.isWatched && ContinuousClock.now - start > Self.patience
        if held.count >= Self.sample || isLate { writeHeld() }
    }

    func endSection() {
        isWhole = true
        if layout == nil { writeHeld() }
        if let bottom = layout?.frame?.bottom, !section.columns.isEmpty { output.line(bottom) }
        if let layout, !layout.leftOut.isEmpty {
            let hidden = layout.leftOut.map { section.columns[kept[$0]] }
            context.tell("note: no room for \(hidden.joined(separator: ", ").escapingControls); `:format line` shows all columns")
        }
        if let note = section.note { output.line(" " + note.escapingControls) }
        if let footer = context.footer { output.line((count == 1 ? "1 row" : "\(count) rows") + footer()) }
    }

    private func writeHeld() {
        let single = singleColumns
        kept = section.columns.indices.filter { !single.contains($0) }
        if !single.isEmpty { output.line(caption(single)) }
        let cells = held.map(cells)
        let headers = kept.map { TableCell(text: section.columns[$0].escapingControls, isNull: false) }
        let numeric = kept.map { column in TableLayout.isNumeric(held.lazy.map { $0[column] }) }
        let droppable = section.droppable.compactMap { name in kept.firstIndex { section.columns[$0] == name } }
        let layout = TableLayout(headers: headers, rows: cells, numeric: numeric, width: context.width, style: style,
            wraps: context.wraps, droppable: droppable)
        self.layout = layout
        held = []
        guard !headers.isEmpty else { return }
        if let top = layout.frame?.top { output.line(top) }
        output.line(layout.line(headers, isHeading: true, paint: paintHeader))
        output.line(layout.rule)
        for row in cells { output.line(layout.line(row, paint: paint)) }
    }

    private func writeRows(_ rows: [[Value]]) {
        guard let layout, !section.columns.isEmpty else { return }
        for row in rows { output.line(layout.line(cells(row), paint: paint)) }
    }

    /// Columns of a command's rows that have the same value in each: they are said once, above the table. All rows are known then.
    private var singleColumns: [Int] {
        guard context.width != nil, isWhole, !section.name.isEmpty, held.count > 1 else { return [] }
        let single = section.columns.indices.filter { column in held.allSatisfy { $0[column] == held[0][column] } }
        return single.count < section.columns.count ? single : Array(single.dropFirst())
    }

    /// `framework: SAF-2023 · kloes: none`, broken between two columns where it is too long.
    private func caption(_ columns: [Int]) -> String {
        let parts = columns.map { column -> String in
            let value = held[0][column]
            let text = value.isNull ? "none" : PlainText.text(of: value, in: section.graph).escapingControls
            return "\(section.columns[column].escapingControls): \(text.isEmpty ? "none" : text)"
        }
        var lines = [""]
        for part in parts {
            let longer = lines[lines.count - 1].isEmpty ? " " + part : lines[lines.count - 1] + (context.isASCII ? " | " : " · ") + part
            if longer.displayWidth <= context.width ?? .max || lines[lines.count - 1].isEmpty { lines[lines.count - 1] = longer } else { lines.append(" " + part) }
        }
        return lines.flatMap { $0.wrapped(to: context.width ?? .max) }.joined(separator: "\n")
    }

    private func cells(_ row: [Value]) -> [TableCell] {
        kept.map { row[$0] }.map { value in
            value.isNull
                ? TableCell(text: "-", isNull: true)
                : TableCell(text: PlainText.text(of: value, in: section.graph).escapingControls, isNull: false)
        }
    }

    private func bold(_ text: String) -> String {
        context.color ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    private func paintHeader(_ text: String, isNull: Bool) -> String { bold(text) }

    /// A null is a dim dash: it is neither empty text nor the word.
    private func paint(_ text: String, isNull: Bool) -> String {
        context.color && isNull ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    }
}
