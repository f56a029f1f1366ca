import Interchange
import PropertyGraph
import SheetRows

/// A report as the lines of a workbook: "About" first, then a sheet for each section, the sources last. Numbers lead to the rows
/// they count, ids of documents to the sheet of sources, addresses to the web.
package struct ReportWorkbook {
    private let report: Report
    private let names: [String]
    private static let about = "About"
    private static let sources = "Sources"
    /// Sheet and row of each anchor, both from 0.
    private var places: [String: (sheet: Int, row: Int)] = [:]

    package init(report: Report) {
        self.report = report
        var taken = SheetNames()
        var names = [taken.name(for: Self.about)]
        let sources = taken.name(for: Self.sources)
        for section in report.sections { names.append(taken.name(for: section.definition.title)) }
        self.names = names + [sources]
        for (index, section) in report.sections.enumerated() { place(section, on: index + 1) }
        for (index, source) in report.sources.enumerated() { places[source.anchor] = (names.count, index + 1) }
    }

    private mutating func place(_ section: Report.Section, on sheet: Int) {
        places[section.anchor] = (sheet, 0)
        var row = 1
        for group in section.groups {
            for anchor in group.anchors { places[anchor] = (sheet, row) }
            for each in group.rows {
                if !each.anchor.isEmpty { places[each.anchor] = (sheet, row) }
                row += 1
            }
        }
    }

    /// Without what could steer a terminal or turn a line round: cells are copied from workbooks into other places.
    package func lines() -> [UInt8] {
        Array(String(decoding: rawLines(), as: UTF8.self).withoutControls.utf8)
    }

    private func rawLines() -> [UInt8] {
        var lines = WorkbookLines()
        lines.property("title", report.title)
        lines.property("comments", (["\(report.scopeText)"] + report.about.map { "\($0.name): \($0.value)" }).joined(separator: "\n"))
        for name in names { lines.announce(name) }
        writeAbout(&lines)
        for (index, section) in report.sections.enumerated() { write(section, on: names[index + 1], &lines) }
        writeSources(&lines)
        lines.end()
        return lines.take()
    }

    // MARK: About

    private func writeAbout(_ lines: inout WorkbookLines) {
        lines.open(names[0])
        lines.heading(report.title)
        lines.row([.text(report.definition.summary)])
        lines.skipRow()
        lines.row([.text("date"), .date("\(report.asOf)")])
        for (name, value) in report.scope + report.about { lines.row([.text(name), .text(value)]) }
        if let knowledge = report.knowledge { lines.row([.text("sha256 of the data"), .text(knowledge)]) }
        lines.skipRow()
        lines.row([.text("Sheets")])
        for (index, section) in report.sections.enumerated() {
            let count = section.rows.count
            lines.row([
                .jump(.text(section.definition.title), sheet: index + 1, row: 0), .text("\(count) row\(count == 1 ? "" : "s")"),
                .text(section.definition.text ?? ""),
            ])
        }
        lines.row([.jump(.text(Self.sources), sheet: names.count - 1, row: 0), .text("\(report.sources.count) documents")])
        for section in report.sections {
            guard let rule = section.definition.rule else { continue }
            lines.skipRow()
            lines.row([.text("How \(section.definition.title) is counted")])
            for line in rule.lines(scope: report.scopeText) { lines.row([.text(line.name), .text(line.text)]) }
        }
    }

    // MARK: Sections

    private func write(_ section: Report.Section, on sheet: String, _ lines: inout WorkbookLines) {
        lines.open(sheet)
        lines.header(section.columns)
        if section.groups.isEmpty { lines.row([.text(section.definition.empty)]) }
        for row in section.rows { lines.row(row.cells.map(cell)) }
    }

    private func cell(_ cell: Report.Cell) -> SheetCell {
        if let earlier = cell.earlier {
            return .text(PlainText.machineText(of: earlier, in: report.graph) + " → " + PlainText.machineText(of: cell.value, in: report.graph))
        }
        if let address = cell.address { return .link(cell.text, address: address) }
        let plain = SheetCell(cell.value, in: report.graph)
        if !plain.isEmpty, let target = (cell.target ?? cell.sources.first?.anchor).flatMap({ places[$0] }) {
            return .jump(plain, sheet: target.sheet, row: target.row)
        }
        return plain
    }

    private func writeSources(_ lines: inout WorkbookLines) {
        lines.open(names[names.count - 1])
        lines.header(["id", "title", "publisher", "date", "address"])
        for source in report.sources {
            let date: SheetCell = source.date.map { CalendarDate($0) == nil ? .text($0) : .date($0) } ?? .empty
            lines.row([
                .text(source.id), .text(source.title), source.publisher.map(SheetCell.text) ?? .empty, date,
                source.address.map { .link($0, address: $0) } ?? .empty,
            ])
        }
    }
}

extension SheetCell {
    /// A value as a cell of a workbook: dates are dates and numbers numbers, unless a spreadsheet would lose digits of them.
    package init(_ value: Value, in graph: Graph) {
        switch value {
        case .null: self = .empty
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = number.magnitude <= 1 << 53 ? .number(String(number)) : .text(String(number))
        case .float(let number): self = number.isFinite ? .number("\(number)") : .text(PlainText.machineText(of: value, in: graph))
        case .date(let date): self = .date("\(date)")
        case .localDateTime: self = .dateTime(PlainText.machineText(of: value, in: graph))
        case .localTime: self = .time(PlainText.machineText(of: value, in: graph))
        case .string(let text): self = text.isEmpty ? .empty : .text(text)
        case .list(let items) where items.allSatisfy({ if case .string = $0 { true } else { false } }):
            self = .text(items.map { PlainText.machineText(of: $0, in: graph) }.joined(separator: "; "))
        default: self = .text(PlainText.machineText(of: value, in: graph))
        }
    }
}
