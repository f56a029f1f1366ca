/// Rows of a section laid out by two of their columns, in order of first use or as one of their columns says.
struct ReportMatrix {
    var rows: [String] = []
    var columns: [String] = []
    /// By row and column; several rows of the section may fall on one place.
    private(set) var cells: [String: [String: [Report.Row]]] = [:]
    let section: Report.Section
    let shape: SectionDefinition.Matrix

    init(_ section: Report.Section, _ shape: SectionDefinition.Matrix) {
        self.section = section
        self.shape = shape
        guard let row = section.columns.firstIndex(of: shape.row), let column = section.columns.firstIndex(of: shape.column)
        else { return }
        for entry in section.rows {
            let (down, across) = (entry.cells[row].text, entry.cells[column].text)
            if cells[down] == nil { rows.append(down) }
            if !columns.contains(across) { columns.append(across) }
            cells[down, default: [:]][across, default: []].append(entry)
        }
        guard let order = shape.order.flatMap(section.columns.firstIndex) else { return }
        let places = Dictionary(section.rows.map { ($0.cells[column].text, $0.cells[order].text) }) { first, _ in first }
        columns.sort { (places[$0] ?? "", $0) < (places[$1] ?? "", $1) }
    }

    func values(_ row: String, _ column: String) -> [Report.Cell] {
        guard let value = section.columns.firstIndex(of: shape.value) else { return [] }
        return (cells[row]?[column] ?? []).map { $0.cells[value] }
    }

    func text(_ row: String, _ column: String) -> String {
        values(row, column).map(\.text).filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// From 0 to 1; the greatest where there are several.
    func share(_ row: String, _ column: String) -> Double? {
        guard let share = shape.share.flatMap(section.columns.firstIndex) else { return nil }
        return (cells[row]?[column] ?? []).compactMap { $0.cells[share].value.number }.max()
    }
}
