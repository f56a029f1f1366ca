/// One bar per row, its parts in proportion side by side, each with its number.
struct StackedBars {
    let section: Report.Section
    let shape: SectionDefinition.Bars
    /// The name of a column as people read it.
    let header: (String) -> String

    init(_ section: Report.Section, _ shape: SectionDefinition.Bars, header: @escaping (String) -> String) {
        self.header = header
        self.section = section
        self.shape = shape
    }

    private static let barWidth = 380.0
    private static let rowHeight = 24.0

    func svg() -> String {
        let labels = shape.label.compactMap(section.columns.firstIndex)
        let parts = shape.parts.compactMap(section.columns.firstIndex)
        let rows = section.rows
        let names = rows.map { row in labels.map { row.cells[$0].text }.joined(separator: " · ") }
        let margin = Double(min(44, names.map(\.count).max() ?? 0)) * 7.8 + 12
        let top = 34.0
        let described = zip(names, rows).map { name, row in
            name + ": " + parts.map { header(section.columns[$0]) + " " + row.cells[$0].text }.joined(separator: ", ")
        }
        var drawing = SVGDrawing(
            id: section.anchor + "-chart", title: section.definition.title, description: described.joined(separator: ". "),
            width: Int(max(margin + Self.barWidth, legendWidth(parts)) + 8), height: Int(top + Double(rows.count) * Self.rowHeight + 4))
        legend(&drawing, parts, at: 8)
        for (number, row) in rows.enumerated() {
            let y = top + Double(number) * Self.rowHeight
            drawing.text(SVGDrawing.short(names[number], 44), margin - 8, y + 15, anchor: "end")
            let values = parts.map { row.cells[$0].value.number ?? 0 }
            let total = values.reduce(0, +)
            var x = margin
            for (index, value) in values.enumerated() where value > 0 {
                let width = value / total * Self.barWidth
                let text = row.cells[parts[index]].text
                drawing.rectangle(
                    x, y, width, Self.rowHeight - 5, SVGDrawing.fill(index), hint: header(section.columns[parts[index]]) + ": " + text)
                if width > 7 + 8 * Double(text.count) {
                    let ink = [1, 3, 4].contains(index) ? "var(--on-light, #1a1a1a)" : "var(--on-dark, #fff)"
                    drawing.text(text, x + width / 2, y + 14, anchor: "middle", style: " style=\"fill: \(ink)\"")
                }
                x += width
            }
        }
        return drawing.svg()
    }

    private func legend(_ drawing: inout SVGDrawing, _ parts: [Int], at start: Double) {
        var x = start
        for (index, part) in parts.enumerated() {
            let name = header(section.columns[part])
            drawing.rectangle(x, 6, 12, 12, SVGDrawing.fill(index))
            drawing.text(name, x + 17, 16.5)
            x += Self.width(ofEntry: name)
        }
    }

    private static func width(ofEntry name: String) -> Double { 30 + 7.8 * Double(name.count) }

    private func legendWidth(_ parts: [Int]) -> Double {
        parts.reduce(8) { $0 + Self.width(ofEntry: header(section.columns[$1])) }
    }
}
