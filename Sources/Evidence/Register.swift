public import PropertyGraph
public import SheetRows
public import Tables

/// One row of a register as it was understood.
public struct RegisterRow: Sendable {
    public struct Remark: Sendable {
        /// `F12`
        public var cell: String
        public var value: String
        public var reason: String
        public var nearest: String?
    }

    /// Of the sheet, from 1.
    public var number: Int
    public var cells: [SheetCell]
    public var ref = ""
    /// Ids of statements, key questions and regulations, each with the text of its cell.
    public var targets: [(id: String, cell: String)] = []
    public var categories: [(id: String, cell: String)] = []
    public var texts: [RegisterField: String] = [:]
    public var days: [RegisterField: CalendarDate] = [:]
    public var warnings: [Remark] = []
    /// Why it is not loaded; nil where it is.
    public var rejection: Remark?
}

/// The rows of a register, read and understood.
public struct Register: Sendable {
    public var sheet: String?
    public var headerRow: Int?
    public var columns: RegisterColumns
    public var rows: [RegisterRow] = []

    public var loaded: [RegisterRow] { rows.filter { $0.rejection == nil } }
    public var rejected: [RegisterRow] { rows.filter { $0.rejection != nil } }

    /// - Parameter table: read before; its rows below the header.
    public init(columns: RegisterColumns, sheet: String?, headerRow: Int?, rows: [SheetRow], resolver: CellResolver) {
        self.columns = columns
        self.sheet = sheet
        self.headerRow = headerRow
        var reader = RowReader(columns: columns, resolver: resolver)
        for row in rows { self.rows.append(reader.read(row)) }
    }
}

/// Understands rows one by one; knows the ids before.
private struct RowReader {
    let columns: RegisterColumns
    let resolver: CellResolver
    /// Row of each id, in lower case.
    private var seen: [String: Int] = [:]

    init(columns: RegisterColumns, resolver: CellResolver) {
        self.columns = columns
        self.resolver = resolver
    }

    mutating func read(_ row: SheetRow) -> RegisterRow {
        var out = RegisterRow(number: row.number, cells: row.cells)
        for field in RegisterField.allCases { readField(field, &out) }
        // What the key question says is said more closely by a statement under it.
        if !columns[.statement].isEmpty, out.targets.contains(where: { !$0.id.hasPrefix("kq:") }) {
            let cells = columns[.keyQuestion].map { text(out, $0) }
            out.targets.removeAll { $0.id.hasPrefix("kq:") && cells.contains($0.cell) }
        }
        readID(&out)
        if out.rejection == nil, out.targets.isEmpty { rejectWithoutTarget(&out) }
        if out.rejection == nil { seen[out.ref.lowercased()] = row.number }
        return out
    }

    private func text(_ row: RegisterRow, _ index: Int) -> String {
        guard index < row.cells.count else { return "" }
        return row.cells[index].text.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }).joined(separator: " ")
    }

    private func place(_ row: RegisterRow, _ index: Int) -> String { SheetColumn.letters(index) + String(row.number) }

    // MARK: Id

    private func readID(_ row: inout RegisterRow) {
        if let index = columns[.id].first {
            row.ref = text(row, index)
            if row.ref.isEmpty {
                let filled = row.cells.count { !$0.isEmpty }
                row.rejection = .init(
                    cell: place(row, index), value: filled == 1 ? row.cells.first { !$0.isEmpty }!.text : "",
                    reason: filled == 1 ? "only one cell is filled: a heading between rows" : "it has no \(columns.heading(index))", nearest: nil)
                return
            }
        } else {
            // Without numbers of its own, a row is known by its title and what it is for.
            let title = row.texts[.title] ?? ""
            let targets = row.targets.map(\.id).sorted().joined(separator: " ")
            row.ref = title.isEmpty ? targets : title + (targets.isEmpty ? "" : " [\(targets)]")
            let location = row.texts[.location] ?? ""
            if !location.isEmpty { row.ref += " @ " + location }
        }
        if let first = seen[row.ref.lowercased()] {
            let index = columns[.id].first ?? columns[.title].first ?? 0
            row.rejection = .init(cell: place(row, index), value: row.ref, reason: "row \(first) has the same id", nearest: nil)
        }
    }

    private func rejectWithoutTarget(_ row: inout RegisterRow) {
        let fields: [RegisterField] = [.statement, .keyQuestion, .regulation]
        let indexes = fields.flatMap { columns[$0] }
        let index = indexes.first { !text(row, $0).isEmpty } ?? indexes.first ?? 0
        let value = text(row, index)
        if row.cells.count(where: { !$0.isEmpty }) == 1, let only = row.cells.firstIndex(where: { !$0.isEmpty }) {
            row.rejection = .init(
                cell: place(row, only), value: text(row, only), reason: "only one cell is filled: a heading between rows", nearest: nil)
            return
        }
        // What was found wrong with the cell is the reason.
        if let at = row.warnings.firstIndex(where: { $0.cell == place(row, index) }) {
            let warning = row.warnings.remove(at: at)
            row.rejection = .init(cell: warning.cell, value: value, reason: warning.reason, nearest: warning.nearest)
        } else {
            row.rejection = .init(
                cell: place(row, index), value: value,
                reason: value.isEmpty ? "it names no statement, key question or regulation" : "`\(value)` names nothing that is known", nearest: nil)
        }
    }

    // MARK: Fields

    private func readField(_ field: RegisterField, _ row: inout RegisterRow) {
        for index in columns[field] {
            let cell = index < row.cells.count ? row.cells[index] : .empty
            if cell.isEmpty { continue }
            let text = text(row, index)
            if case .error(let error) = cell {
                row.warnings.append(.init(cell: place(row, index), value: error, reason: "the cell holds the error \(error) of a formula", nearest: nil))
                continue
            }
            switch field {
            case .statement: take(resolver.statements(text), index, text, \.targets, &row)
            case .keyQuestion: take(resolver.keyQuestions(text), index, text, \.targets, &row)
            case .regulation: take(resolver.regulations(text), index, text, \.targets, &row)
            case .category: take(resolver.categories(text), index, text, \.categories, &row)
            case .date, .recorded, .reviewed, .reviewDue, .actionDue, .actionDone: readDay(field, cell, index, &row)
            case .note, .gap: row.texts[field] = [row.texts[field], text].compactMap(\.self).joined(separator: "\n")
            case .id: break
            default: row.texts[field] = text
            }
        }
    }

    private func take(
        _ meaning: CellMeaning, _ index: Int, _ text: String, _ list: WritableKeyPath<RegisterRow, [(id: String, cell: String)]>,
        _ row: inout RegisterRow
    ) {
        for link in meaning.links where !row[keyPath: list].contains(where: { $0.id == link }) { row[keyPath: list].append((link, text)) }
        for (part, nearest) in meaning.unknown {
            row.warnings.append(.init(cell: place(row, index), value: text, reason: "`\(part)` is not known", nearest: nearest))
        }
        for warning in meaning.warnings { row.warnings.append(.init(cell: place(row, index), value: text, reason: warning, nearest: nil)) }
    }

    private func readDay(_ field: RegisterField, _ cell: SheetCell, _ index: Int, _ row: inout RegisterRow) {
        switch RegisterDate.read(cell) {
        case .none: break
        case .day(let day, let warning):
            row.days[field] = day
            if let warning { row.warnings.append(.init(cell: place(row, index), value: cell.text, reason: warning, nearest: nil)) }
        case .unreadable:
            // `Yes` under "Done" is not a day, and still says something.
            if field == .actionDone, ["yes", "y", "done", "complete", "completed", "x", "✓"].contains(cell.text.lowercased()) {
                row.texts[field] = cell.text
                return
            }
            if field == .actionDone, ["no", "n", "open"].contains(cell.text.lowercased()) { return }
            row.warnings.append(.init(cell: place(row, index), value: cell.text, reason: "`\(cell.text)` is not a day; the \(field.words) is left empty", nearest: nil))
        }
    }
}
