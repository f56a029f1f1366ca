import PropertyGraph

/// A bar from a day to a day for each row, on one scale of years.
struct TimelineChart {
    private struct Bar {
        var label: String
        var from: Double?
        var to: Double?
        var words: String
    }

    private let id: String
    private let title: String
    private let bars: [Bar]
    private let today: Double

    init(_ section: Report.Section, _ shape: SectionDefinition.Timeline, asOf: CalendarDate) {
        id = section.anchor + "-chart"
        title = section.definition.title
        today = Self.year(asOf)
        let columns = [shape.label, shape.from, shape.to].map(section.columns.firstIndex)
        bars = section.rows.map { row in
            func day(_ column: Int?) -> CalendarDate? {
                if let column, case .date(let day) = row.cells[column].value { day } else { nil }
            }
            let (from, to) = (day(columns[1]), day(columns[2]))
            return Bar(
                label: columns[0].map { row.cells[$0].text } ?? "", from: from.map(Self.year), to: to.map(Self.year),
                words: (from.map { "from \($0)" } ?? "always") + (to.map { " to \($0)" } ?? ""))
        }
    }

    private static func year(_ day: CalendarDate) -> Double {
        Double(day.year) + (Double(day.month) - 1) / 12 + (Double(day.day) - 1) / 372
    }

    func svg() -> String {
        let days = bars.flatMap { [$0.from, $0.to].compactMap(\.self) } + [today]
        let (first, last) = ((days.min() ?? today).rounded(.down), (days.max() ?? today).rounded(.down) + 1)
        let margin = Double(min(44, bars.map(\.label.count).max() ?? 0)) * 7.8 + 12
        let (width, rowHeight, top) = (440.0, 22.0, 26.0)
        var drawing = SVGDrawing(
            id: id, title: title, description: bars.map { "\($0.label): \($0.words)" }.joined(separator: ". "),
            width: Int(margin + width + 24), height: Int(top + Double(bars.count) * rowHeight + 6))
        func x(_ year: Double) -> Double { margin + (year - first) / (last - first) * width }
        let step = max(1, ((last - first) / 8).rounded(.up))
        for year in stride(from: first, through: last, by: step) {
            drawing.text(String(Int(year)), x(year), 14, anchor: "middle", style: " font-size=\"11\"")
            drawing.line(x(year), 18, x(year), 22)
        }
        for (number, bar) in bars.enumerated() {
            let y = top + Double(number) * rowHeight
            drawing.text(SVGDrawing.short(bar.label, 44), margin - 8, y + 14, anchor: "end")
            let from = x(bar.from ?? first)
            drawing.rectangle(from, y + 2, max(2, x(bar.to ?? last) - from), rowHeight - 6, SVGDrawing.fill(0), hint: bar.words)
        }
        drawing.line(x(today), 22, x(today), top + Double(bars.count) * rowHeight)
        return drawing.svg()
    }
}
