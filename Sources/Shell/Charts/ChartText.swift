import Diagnostics
import Interchange

/// A chart for a terminal, in block characters or in ASCII.
struct ChartText {
    let data: ChartData
    /// Columns of the screen; 80 where there is no screen.
    let width: Int
    let isASCII: Bool

    init(_ data: ChartData, width: Int?, isASCII: Bool) {
        self.data = data
        self.width = max(20, width ?? 80)
        self.isASCII = isASCII
    }

    var lines: [String] {
        let body = switch data.kind {
        case .bar: bars
        case .line: plot
        case .heat: grid
        }
        return data.title.wrapped(to: width) + body
    }

    // MARK: Bars

    /// `Well-led │██████▌ 8`, and the names of the series where there are several.
    private var bars: [String] {
        let isOne = data.series.count == 1
        let seriesWidth = isOne ? 0 : (data.series.map(\.name.displayWidth).max() ?? 0) + 1
        let numberWidth = data.series.flatMap(\.texts).map(\.displayWidth).max() ?? 0
        let room = max(4, width - seriesWidth - numberWidth - 4)
        let nameWidth = min(data.labels.map(\.displayWidth).max() ?? 0, max(4, room / 2))
        let barWidth = max(1, room - nameWidth)
        let range = data.range
        let zero = Int((range.share(ofLength: -range.lowerBound) * Double(barWidth)).rounded())
        var lines: [String] = []
        for row in data.labels.indices {
            for (index, series) in data.series.enumerated() {
                let name = fitted(isOne || index == 0 ? data.labels[row] : "", nameWidth)
                let part = isOne ? "" : " " + fitted(series.name, seriesWidth - 1)
                let bar = series.values[row].map { self.bar(range.share(ofLength: $0) * Double(barWidth), zero) } ?? ""
                let text = series.texts[row].isEmpty ? "-" : series.texts[row]
                lines.append((name + part + (isASCII ? " |" : " │") + bar + " " + text))
            }
        }
        return lines
    }

    /// `columns` long, from zero to the right, or to the left where they are negative; the end of a positive bar is drawn to an eighth of a column.
    private func bar(_ columns: Double, _ zero: Int) -> String {
        if columns < 0 {
            let length = max(1, Int((-columns).rounded()))
            return String(repeating: " ", count: max(0, zero - length)) + String(repeating: isASCII ? "#" : "█", count: min(length, zero))
        }
        let blank = String(repeating: " ", count: zero)
        let eighths = Int((columns * 8).rounded())
        if isASCII { return blank + String(repeating: "#", count: eighths > 0 ? max(1, (eighths + 4) / 8) : 0) }
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let end = columns > 0 && eighths == 0 ? "▏" : parts[eighths % 8]
        return blank + String(repeating: "█", count: eighths / 8) + end
    }

    // MARK: Lines

    private static let marks = ["●", "■", "▲", "◆", "○", "□", "△", "◇"]
    private static let asciiMarks = ["*", "o", "+", "x", "#", "@", "%", "&"]

    private func mark(_ index: Int) -> String {
        let marks = isASCII ? Self.asciiMarks : Self.marks
        return marks[index % marks.count]
    }

    /// Points over the width of the screen, the greatest number above.
    private var plot: [String] {
        let height = 12
        let range = data.range
        let ticks = [range.upperBound, (range.upperBound + range.lowerBound) / 2, range.lowerBound].map(ChartData.label)
        let margin = (ticks.map(\.count).max() ?? 1) + 2
        let columns = max(8, width - margin)
        var cells = Array(repeating: Array(repeating: " ", count: columns), count: height)
        let places = data.positions ?? data.labels.indices.map(Double.init)
        let axis = (places.min() ?? 0)...(places.max() ?? 0)
        for (index, series) in data.series.enumerated() {
            var before: (x: Int, y: Int)?
            for (place, value) in zip(places, series.values) {
                guard let value else {
                    before = nil
                    continue
                }
                let x = Int(((axis.share(of: place) ?? 0) * Double(columns - 1)).rounded())
                let y = height - 1 - Int(((range.share(of: value) ?? 0.5) * Double(height - 1)).rounded())
                if let before, x > before.x + 1 {
                    // Dots lead from point to point.
                    for step in (before.x + 1)..<x {
                        let way = Double(step - before.x) / Double(x - before.x)
                        let row = Int((Double(before.y) + way * Double(y - before.y)).rounded())
                        if cells[row][step] == " " { cells[row][step] = isASCII ? "." : "·" }
                    }
                }
                cells[y][x] = mark(index)
                before = (x, y)
            }
        }
        var lines: [String] = []
        for row in 0..<height {
            let tick = row == 0 ? ticks[0] : row == height / 2 ? ticks[1] : row == height - 1 ? ticks[2] : ""
            let line = String(repeating: " ", count: max(0, margin - 2 - tick.count)) + tick + (isASCII ? " |" : " ┤") + cells[row].joined()
            lines.append(line.trimmingTrailingSpaces)
        }
        lines.append(String(repeating: " ", count: margin - 1) + (isASCII ? "+" : "└") + String(repeating: isASCII ? "-" : "─", count: columns))
        let (start, end) = (data.labels.first ?? "", data.labels.count > 1 ? data.labels[data.labels.count - 1] : "")
        let gap = columns - start.displayWidth - end.displayWidth
        lines.append(String(repeating: " ", count: margin) + start + (gap > 0 ? String(repeating: " ", count: gap) + end : " " + end))
        if data.series.count > 1 {
            lines += data.series.enumerated().map { "\(mark($0)) \($1.name)" }.joined(separator: "  ").wrapped(to: width)
        }
        return lines
    }

    // MARK: Heat

    /// A table whose numbers stand behind a shade.
    private var grid: [String] {
        let range = data.range
        let shades = isASCII ? [".", ":", "+", "#"] : ["░", "▒", "▓", "█"]
        let heads = [data.labelName] + data.series.map(\.name)
        let rows = data.labels.indices.map { row in
            [TableCell(text: data.labels[row], isNull: false)]
                + data.series.map { series in
                    guard let value = series.values[row] else { return TableCell(text: "-", isNull: true) }
                    let shade = shades[min(3, Int((range.share(of: value) ?? 1) * 4))]
                    return TableCell(text: shade + shade + " " + series.texts[row], isNull: false)
                }
        }
        let headers = heads.map { TableCell(text: $0.escapingControls, isNull: false) }
        let layout = TableLayout(
            headers: headers, rows: rows, numeric: heads.map { _ in false }, width: width, style: isASCII ? TableStyle.light.ascii : .light)
        return [layout.line(headers, isHeading: true) { text, _ in text }, layout.rule] + rows.map { layout.line($0) { text, _ in text } }
            + ["\(shades[0]) from \(ChartData.label(range.lowerBound))  \(shades[3]) to \(ChartData.label(range.upperBound))"]
    }

    /// Exactly `width` columns: cut where it is longer.
    private func fitted(_ text: String, _ width: Int) -> String {
        let text = text.cut(to: width, mark: isASCII ? "~" : "…")
        return text + String(repeating: " ", count: max(0, width - text.displayWidth))
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
