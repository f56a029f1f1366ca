import Diagnostics
import Interchange

/// A report for a terminal: headings, rules of the figures, tables.
struct ReportTextWriter {
    let report: Report
    let width: Int?

    func text() -> String {
        var lines = [title(report.title, "═"), report.scopeText.escapingControls]
        for (number, section) in report.sections.enumerated() {
            // The findings come first, before anything about them.
            if number == 0, case .notes = section.definition.shape {
                lines += [""] + body(section)
                if let text = section.definition.text { lines += ["", text.escapingControls] }
                continue
            }
            lines += ["", title(section.definition.title, "─")]
            if let text = section.definition.text { lines.append(text.escapingControls) }
            lines += body(section)
            if let rule = section.definition.rule {
                lines += rule.lines(scope: report.scopeText).map { "  \($0.name): \($0.text)".escapingControls }
            }
        }
        lines += ["", title("Sources", "─")]
        if report.sources.isEmpty { lines.append("None.") }
        for (index, source) in report.sources.enumerated() {
            let parts = [source.title, source.publisher, source.dateInWords, source.address, source.id].compactMap(\.self)
            lines.append("[\(index + 1)] \(parts.joined(separator: ", "))".escapingControls)
        }
        if let note = report.noteOnAppendix { lines += ["", note.escapingControls] }
        lines += ["", report.imprint.escapingControls]
        if let command = report.origin?.command { lines.append("made by: \(command)".escapingControls) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func title(_ text: String, _ rule: Character) -> String {
        let text = text.escapingControls
        return text + "\n" + String(repeating: rule, count: text.displayWidth)
    }

    private func body(_ section: Report.Section) -> [String] {
        if section.groups.isEmpty { return [section.definition.empty.escapingControls] }
        switch section.definition.shape {
        case .notes: return section.rows.map(note)
        case .columns:
            return section.groups.flatMap { group in
                ["", group.values.joined(separator: ", ").escapingControls] + group.rows.map { note($0, from: section.definition.group.count) }
            }
        case .matrix(let shape): return matrix(ReportMatrix(section, shape))
        default: break
        }
        let headers = section.shown.map { report.definition.header(section.columns[$0]) }
        return section.groups.flatMap { group in
            let heading = group.values.isEmpty ? [] : ["", group.values.joined(separator: " · ").escapingControls + ": \(group.rows.count)"]
            return heading + table(headers, group.rows.map { row in section.shown.map { row.cells[$0] } })
        }
    }

    /// A sentence with the numbers of its sources.
    private func note(_ row: Report.Row, from column: Int = 0) -> String {
        let numbers = row.cells.flatMap(\.sources).map { "[\($0.number)]" }.joined()
        return "- " + row.cells[column].text.escapingControls + (numbers.isEmpty ? "" : " " + numbers)
    }

    private func note(_ row: Report.Row) -> String { note(row, from: 0) }

    private func table(_ headers: [String], _ rows: [[Report.Cell]]) -> [String] {
        let numeric = headers.indices.map { column in TableLayout.isNumeric(rows.lazy.map { $0[column].value }) }
        return lines(headers, rows.map { $0.map(cell) }, numeric)
    }

    private func cell(_ cell: Report.Cell) -> TableCell {
        if !cell.sources.isEmpty { return TableCell(text: cell.sources.map { "[\($0.number)]" }.joined(separator: " "), isNull: false) }
        return TableCell(text: cell.isNull ? "-" : cell.text.escapingControls, isNull: cell.isNull)
    }

    private func matrix(_ matrix: ReportMatrix) -> [String] {
        let headers = [report.definition.header(matrix.shape.row)] + matrix.columns
        let rows = matrix.rows.map { row in
            [TableCell(text: row.escapingControls, isNull: false)]
                + matrix.columns.map { column in
                    let text = matrix.text(row, column)
                    return TableCell(text: text.isEmpty ? "-" : text.escapingControls, isNull: text.isEmpty)
                }
        }
        return lines(headers, rows, headers.map { _ in false })
    }

    private func lines(_ headers: [String], _ rows: [[TableCell]], _ numeric: [Bool]) -> [String] {
        let heads = headers.map { TableCell(text: $0.escapingControls, isNull: false) }
        let layout = TableLayout(headers: heads, rows: rows, numeric: numeric, width: width)
        return [layout.line(heads) { text, _ in text }, layout.rule] + rows.map { layout.line($0) { text, _ in text } }
    }
}

extension ReportDefinition {
    /// The name of a column as people read it.
    func header(_ column: String) -> String { words[column] ?? column.withSpaces }
}

extension String {
    /// The name of a column as people read it.
    var withSpaces: String { split(separator: "_").joined(separator: " ") }
}
