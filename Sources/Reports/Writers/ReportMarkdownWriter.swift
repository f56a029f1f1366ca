import Interchange

/// A report as Markdown with pipe tables; numbers lead to their rows, rows to their sources.
struct ReportMarkdownWriter {
    let report: Report

    func text() -> String {
        var blocks = ["# " + cell(report.title), cell(report.definition.summary), cell(report.scopeText)]
        for section in report.sections {
            blocks.append("## \(anchor(section.anchor))\(cell(section.definition.title))")
            if let text = section.definition.text { blocks.append(cell(text)) }
            blocks += body(section)
            if let rule = section.definition.rule {
                blocks.append(rule.lines(scope: report.scopeText).map { "- \(cell($0.name)): \(cell($0.text))" }.joined(separator: "\n"))
            }
        }
        blocks.append("## Sources")
        blocks.append(
            report.sources.isEmpty
                ? "None."
                : report.sources.enumerated().map { index, source in
                    let parts = [source.title, source.publisher, source.dateInWords].compactMap(\.self).map(cell)
                    let address = source.address.map { ["<\($0)>"] } ?? []
                    return "\(index + 1). \(anchor(source.anchor))" + (parts + address + ["`\(cell(source.id))`"]).joined(separator: ", ")
                }.joined(separator: "\n"))
        if let note = report.noteOnAppendix { blocks.append(cell(note)) }
        blocks.append(cell(report.imprint) + (report.origin.map { "; made by `\(cell($0.command))`" } ?? ""))
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func body(_ section: Report.Section) -> [String] {
        if section.groups.isEmpty { return [cell(section.definition.empty)] }
        switch section.definition.shape {
        case .notes: return [section.rows.map { note($0, from: 0) }.joined(separator: "\n")]
        case .columns:
            return section.groups.flatMap { group in
                ["### " + group.anchors.map(anchor).joined() + cell(group.values.joined(separator: ", "))]
                    + [group.rows.map { note($0, from: section.definition.group.count) }.joined(separator: "\n")]
            }
        case .matrix(let shape): return [matrix(ReportMatrix(section, shape))]
        default: break
        }
        let headers = section.shown.map { cell(report.definition.header(section.columns[$0])) }
        let numeric = section.shown.map { column in TableLayout.isNumeric(section.rows.lazy.map { $0.cells[column].value }) }
        return section.groups.flatMap { group in
            let heading = group.values.isEmpty
                ? [] : ["### " + group.anchors.map(anchor).joined() + cell(group.values.joined(separator: " · ")) + ": \(group.rows.count)"]
            return heading + [table(headers, numeric, group.rows.map { row in section.shown.map { text(row.cells[$0]) } })]
        }
    }

    private func note(_ row: Report.Row, from column: Int) -> String {
        let marks = row.cells.filter { !$0.sources.isEmpty }.map(text).joined(separator: " ")
        return "- " + cell(row.cells[column].text) + (marks.isEmpty ? "" : " " + marks)
    }

    private func matrix(_ matrix: ReportMatrix) -> String {
        table(
            [cell(report.definition.header(matrix.shape.row))] + matrix.columns.map(cell), [false] + matrix.columns.map { _ in false },
            matrix.rows.map { row in
                [cell(row)] + matrix.columns.map { column in matrix.values(row, column).map(text).joined(separator: "; ") }
            })
    }

    private func table(_ headers: [String], _ numeric: [Bool], _ rows: [[String]]) -> String {
        let lines = [headers, numeric.map { $0 ? "---:" : "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private func text(_ value: Report.Cell) -> String {
        if !value.sources.isEmpty {
            return value.sources.map { "[[\($0.number)]](#\($0.anchor))" }.joined(separator: " ")
        }
        if let target = value.target { return "[\(cell(value.text))](#\(target))" }
        if let address = value.address { return "[\(cell(value.text))](<\(address)>)" }
        return cell(value.text)
    }

    private func anchor(_ name: String) -> String { "<a id=\"\(name)\"></a>" }

    private func cell(_ text: String) -> String { MarkdownText.cell(text) }
}
