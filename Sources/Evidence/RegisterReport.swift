public import SheetRows
import Tables

/// What a load has read, in words.
public struct RegisterReport: Sendable {
    private let register: Register
    private let changes: RegisterChanges
    private let file: String

    public init(_ register: Register, _ changes: RegisterChanges, file: String) {
        self.register = register
        self.changes = changes
        self.file = file
    }

    public var figures: LoadFigures {
        let loaded = register.loaded
        return LoadFigures(
            file: file.split(separator: "/").last.map(String.init) ?? file, sheet: register.sheet, rows: register.rows.count, loaded: loaded.count,
            warned: loaded.count { !$0.warnings.isEmpty }, rejected: register.rejected.count)
    }

    public func text() -> String {
        let figures = figures
        let place = [register.sheet.map { "sheet \($0)" }, register.headerRow.map { "header in row \($0)" }].compactMap(\.self)
        var lines = ([figures.file] + place).joined(separator: ", ") + "\n"
        lines += reading()
        lines += "\n\(count(figures.rows, "row")): \(figures.loaded) loaded"
        if figures.warned > 0 { lines += " (\(figures.warned) with a warning)" }
        lines += ", \(figures.rejected) rejected\n"
        lines += "\(figures.loaded) loaded + \(figures.rejected) rejected = \(count(figures.rows, "row"))\n"
        lines += "\(changes.added.count) added, \(changes.changed.count) changed, \(changes.ended.count) ended, \(changes.unchanged) unchanged"
        lines += changes.lastLoad.map { " since \($0)\n" } ?? "\n"
        if !changes.ended.isEmpty { lines += "ended: \(changes.ended.prefix(20).joined(separator: ", "))\(changes.ended.count > 20 ? " …" : "")\n" }
        let rejected = register.rejected
        if !rejected.isEmpty {
            lines += "\nrejected:\n"
            for row in rejected { if let remark = row.rejection { lines += "  " + line(remark) + "\n" } }
        }
        let warned = register.loaded.flatMap(\.warnings)
        if !warned.isEmpty {
            lines += "\nwarnings:\n"
            for remark in warned { lines += "  " + line(remark) + "\n" }
        }
        for note in notes() { lines += "\nnote: \(note)\n" }
        return lines
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// Which column was read as what.
    private func reading() -> String {
        register.columns.columns.map { column in
            let use = switch column.use {
            case .field(let field): field.words
            case .personal: "left out: it looks like data about people"
            case .unused: "not used"
            }
            return "  \(column.letters)  \(column.heading)  →  \(use)\n"
        }.joined()
    }

    private func line(_ remark: RegisterRow.Remark) -> String {
        place(remark) + ": " + remark.reason + (remark.nearest.map { "; the nearest is \($0)" } ?? "")
    }

    private func place(_ remark: RegisterRow.Remark) -> String { (register.sheet.map { "\($0)!" } ?? "") + remark.cell }

    private func notes() -> [String] {
        var notes: [String] = []
        let personal = register.columns.columns.filter { $0.use == .personal }.map(\.heading)
        if !personal.isEmpty {
            notes.append("columns about people are not loaded: \(personal.joined(separator: ", ")); --keep HEADING loads one")
        }
        let owners = Set(register.loaded.compactMap { $0.texts[.owner] }.filter(PersonalData.looksLikeName))
        if !owners.isEmpty, let index = register.columns[.owner].first {
            notes.append(
                "\(count(owners.count, "owner")) in the column \(register.columns.heading(index)) look\(owners.count == 1 ? "s" : "") like the name of a person; "
                    + "--drop \"\(register.columns.heading(index))\" leaves the column out")
        }
        return notes
    }

    // MARK: Rejects

    /// Sheet, cell, value, reason and nearest match of each rejected row, then its cells.
    public var rejectedTable: [[SheetCell]] {
        let headings = register.columns.columns.map { SheetCell.text($0.heading) }
        let head = ["sheet", "row", "cell", "value", "reason", "nearest"].map(SheetCell.text) + headings
        return [head] + register.rejected.map { row in
            guard let remark = row.rejection else { return [] }
            return [
                register.sheet.map(SheetCell.text) ?? .empty, .number(String(row.number)), .text(remark.cell),
                remark.value.isEmpty ? .empty : .text(remark.value), .text(remark.reason), remark.nearest.map(SheetCell.text) ?? .empty,
            ] + row.cells
        }
    }

    /// The lines of a workbook: rejected rows on one sheet, warnings on another.
    public func workbook() -> [UInt8] {
        var lines = WorkbookLines()
        lines.property("title", "Rows of \(figures.file) that were not loaded")
        let sheets = ["Rejected", "Warnings"]
        for sheet in sheets { lines.announce(sheet) }
        lines.open(sheets[0])
        for (index, row) in rejectedTable.enumerated() { if index == 0 { lines.header(row.map(\.text)) } else { lines.row(row) } }
        lines.open(sheets[1])
        lines.header(["sheet", "row", "cell", "value", "warning", "nearest"])
        for row in register.loaded {
            for remark in row.warnings {
                lines.row([
                    register.sheet.map(SheetCell.text) ?? .empty, .number(String(row.number)), .text(remark.cell), .text(remark.value),
                    .text(remark.reason), remark.nearest.map(SheetCell.text) ?? .empty,
                ])
            }
        }
        return lines.take()
    }
}
