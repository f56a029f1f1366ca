import Interchange
import Reports

/// A chart as SVG with axes, labels and a description in words.
struct ChartSVG {
    let data: ChartData

    private static let plot = (width: 480.0, height: 260.0)

    var text: String {
        switch data.kind {
        case .bar: bars
        case .line: lines
        case .heat: heat
        }
    }

    private func drawing(_ width: Double, _ height: Double) -> SVGDrawing {
        SVGDrawing(id: "chart", title: data.title, description: data.description, width: Int(width), height: Int(height))
    }

    private static func width(of texts: [String], most: Int) -> Double { Double(min(most, texts.map(\.count).max() ?? 0)) * 7.8 + 12 }

    // MARK: Bars

    private var bars: String {
        let margin = Self.width(of: data.labels, most: 40)
        let (bar, gap, top) = (18.0, 8.0, 28.0 + legendHeight)
        let group = bar * Double(data.series.count) + gap
        let bottom = top + group * Double(data.labels.count)
        let room = Self.width(of: data.series.flatMap(\.texts), most: 12)
        var drawing = drawing(margin + Self.plot.width + room, bottom + 40)
        heading(&drawing)
        let range = data.range
        func x(_ value: Double) -> Double { margin + (range.share(of: value) ?? 0) * Self.plot.width }
        for tick in ChartData.ticks(range, count: 6) {
            drawing.line(x(tick), bottom, x(tick), bottom + 4)
            drawing.text(ChartData.label(tick), x(tick), bottom + 17, anchor: "middle", style: " font-size=\"11\"")
        }
        drawing.text(data.valueName, margin + Self.plot.width / 2, bottom + 34, anchor: "middle", style: " font-size=\"11\"")
        for (row, label) in data.labels.enumerated() {
            let y = top + group * Double(row)
            drawing.text(SVGDrawing.short(label, 40), margin - 8, y + (group - gap) / 2 + 4.5, anchor: "end")
            for (index, series) in data.series.enumerated() {
                guard let value = series.values[row] else { continue }
                let place = y + bar * Double(index)
                drawing.rectangle(
                    min(x(0), x(value)), place, max(1, abs(x(value) - x(0))), bar - 3, SVGDrawing.fill(index), hint: "\(label), \(series.name): \(series.texts[row])")
                drawing.text(SVGDrawing.short(series.texts[row], 12), max(x(0), x(value)) + 5, place + bar - 6, style: " font-size=\"11\"")
            }
        }
        drawing.line(x(0), top - 4, x(0), bottom)
        drawing.line(margin, bottom, margin + Self.plot.width, bottom)
        return drawing.svg()
    }

    // MARK: Lines

    private var lines: String {
        let range = data.range
        let ticks = ChartData.ticks(range, count: 6)
        let margin = Self.width(of: ticks.map(ChartData.label), most: 12) + 8
        let top = 32.0 + legendHeight
        let bottom = top + Self.plot.height
        var drawing = drawing(margin + Self.plot.width + 24, bottom + 44)
        heading(&drawing)
        let places = data.positions ?? data.labels.indices.map(Double.init)
        let axis = (places.min() ?? 0)...(places.max() ?? 0)
        func x(_ place: Double) -> Double { margin + (axis.share(of: place) ?? 0.5) * Self.plot.width }
        func y(_ value: Double) -> Double { bottom - (range.share(of: value) ?? 0.5) * Self.plot.height }
        for tick in ticks {
            drawing.line(margin - 4, y(tick), margin, y(tick))
            drawing.text(ChartData.label(tick), margin - 8, y(tick) + 4, anchor: "end", style: " font-size=\"11\"")
        }
        var free = -Double.infinity
        for (place, label) in zip(places, data.labels) {
            let text = SVGDrawing.short(label, 14)
            let half = Double(text.count) * 3.6
            // Labels that would lie on one another are left out; each point has its own in its hint.
            guard x(place) - half > free + 6 else { continue }
            free = x(place) + half
            drawing.line(x(place), bottom, x(place), bottom + 4)
            let anchor = x(place) - half < 0 ? "start" : x(place) + half > margin + Self.plot.width + 24 ? "end" : "middle"
            drawing.text(text, x(place), bottom + 17, anchor: anchor, style: " font-size=\"11\"")
        }
        drawing.text(data.labelName, margin + Self.plot.width / 2, bottom + 36, anchor: "middle", style: " font-size=\"11\"")
        for (index, series) in data.series.enumerated() {
            var points: [(x: Double, y: Double)] = []
            for (row, value) in series.values.enumerated() {
                guard let value else {
                    drawing.path(points, index)
                    points = []
                    continue
                }
                points.append((x(places[row]), y(value)))
                drawing.rectangle(
                    x(places[row]) - 3, y(value) - 3, 6, 6, SVGDrawing.fill(index), hint: "\(data.labels[row]), \(series.name): \(series.texts[row])")
            }
            drawing.path(points, index)
        }
        drawing.line(margin, top, margin, bottom)
        drawing.line(margin, bottom, margin + Self.plot.width, bottom)
        return drawing.svg()
    }

    // MARK: Heat

    private var heat: String {
        let margin = Self.width(of: data.labels, most: 40)
        let cell = (width: max(56, Self.width(of: data.series.map(\.name), most: 16)), height: 28.0)
        let top = 54.0
        var drawing = drawing(margin + cell.width * Double(data.series.count) + 8, top + cell.height * Double(data.labels.count) + 8)
        drawing.text(SVGDrawing.short(data.title, 60), 4, 18, style: " font-weight=\"600\"")
        let range = data.range
        for (index, series) in data.series.enumerated() {
            let x = margin + cell.width * Double(index)
            drawing.text(SVGDrawing.short(series.name, 16), x + cell.width / 2, top - 8, anchor: "middle")
            for (row, label) in data.labels.enumerated() {
                let y = top + cell.height * Double(row)
                let share = series.values[row].map { range.share(of: $0) ?? 1 }
                drawing.rectangle(
                    x + 1, y + 1, cell.width - 2, cell.height - 2, SVGDrawing.shade(share), hint: "\(label), \(series.name): \(series.texts[row].isEmpty ? "none" : series.texts[row])")
                let ink = (share ?? 0) > 0.55 ? "var(--on-dark, #fff)" : "var(--ink, #1a1a1a)"
                drawing.text(
                    SVGDrawing.short(series.texts[row], 12), x + cell.width / 2, y + cell.height / 2 + 4, anchor: "middle",
                    style: " font-size=\"11\" style=\"fill: \(ink)\"")
            }
        }
        for (row, label) in data.labels.enumerated() {
            drawing.text(SVGDrawing.short(label, 40), margin - 8, top + cell.height * (Double(row) + 0.5) + 4, anchor: "end")
        }
        return drawing.svg()
    }

    // MARK: Heading

    private var legendHeight: Double { data.series.count > 1 ? 22 : 0 }

    private func heading(_ drawing: inout SVGDrawing) {
        drawing.text(SVGDrawing.short(data.title, 60), 4, 16, style: " font-weight=\"600\"")
        guard data.series.count > 1 else { return }
        var x = 4.0
        for (index, series) in data.series.prefix(8).enumerated() {
            let name = SVGDrawing.short(series.name, 20)
            drawing.rectangle(x, 26, 12, 12, SVGDrawing.fill(index))
            drawing.text(name, x + 17, 36.5)
            x += 30 + 7.8 * Double(name.count)
        }
    }
}
