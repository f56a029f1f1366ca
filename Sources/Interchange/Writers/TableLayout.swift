import Diagnostics
public import PropertyGraph

public struct TableCell: Sendable {
    public var text: String
    public var isNull: Bool

    public init(text: String, isNull: Bool) {
        self.text = text
        self.isNull = isNull
    }
}

/// The widths of a table's columns, and its lines.
public struct TableLayout: Sendable {
    private let widths: [Int]
    private let numeric: [Bool]
    private let style: TableStyle
    private let overflow: Overflow
    /// Columns at the right for which there is no room even if all are as narrow as can be.
    public let columnsLeftOut: Int

    /// What becomes of text beyond its column's width.
    private enum Overflow {
        case stays, isCut, isWrapped
    }

    /// No column gets narrower than this to make room for others.
    public static let narrowest = 6

    /// `width`: columns of the terminal; nil where nothing is cut.
    public init(
        headers: [TableCell], rows: [[TableCell]], numeric: [Bool], width: Int?, style: TableStyle = .light,
        wraps: Bool = false
    ) {
        var widths = headers.map { max(1, $0.text.displayWidth) }
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.text.displayWidth) }
        }
        var leftOut = 0
        if let width {
            // A blank either side of each cell and a rule between two.
            func room(_ columns: Int) -> Int { width - 3 * columns + (style.isFramed ? -1 : 1) }
            let least = widths.map { min($0, Self.narrowest) }
            while leftOut < widths.count - 1 {
                let shown = widths.count - leftOut
                // A narrow column says that there are more.
                let mark = leftOut > 0 ? 4 : 0
                if least.prefix(shown).reduce(0, +) + mark <= room(shown) { break }
                leftOut += 1
            }
            widths.removeLast(leftOut)
            widths = Self.fitted(widths, into: room(widths.count) - (leftOut > 0 ? 4 : 0))
        }
        self.widths = widths
        self.numeric = numeric
        self.style = style
        columnsLeftOut = leftOut
        overflow = width == nil ? .stays : wraps ? .isWrapped : .isCut
    }

    /// The widest columns give first: all above a common cap are cut down to it. O(columns × log width).
    static func fitted(_ widths: [Int], into available: Int) -> [Int] {
        guard widths.reduce(0, +) > available, let widest = widths.max() else { return widths }
        func total(_ cap: Int) -> Int { widths.reduce(0) { $0 + min($1, cap) } }
        var (low, high) = (narrowest, max(narrowest, widest))
        while low < high {
            let middle = (low + high + 1) / 2
            if total(middle) <= available { low = middle } else { high = middle - 1 }
        }
        var spare = max(0, available - total(low))
        return widths.map { width in
            // What rounding leaves goes to the first columns that want it.
            guard width > low else { return width }
            let extra = min(1, spare)
            spare -= extra
            return low + extra
        }
    }

    public static func isNumeric(_ values: some Sequence<Value>) -> Bool {
        var any = false
        for value in values {
            switch value {
            case .integer, .float: any = true
            case .null: continue
            default: return false
            }
        }
        return any
    }

    // MARK: Lines

    /// Below the heading.
    public var rule: String { line(style.middle) }

    /// Above the heading and below the last row, where the style has a frame.
    public var frame: (top: String, bottom: String)? {
        style.isFramed ? (line(style.top), line(style.bottom)) : nil
    }

    private func line(_ rule: TableStyle.Rule) -> String {
        let widths = columnsLeftOut > 0 ? self.widths + [1] : self.widths
        return rule.left
            + widths.map { String(repeating: rule.fill, count: $0 + 2) }.joined(separator: rule.cross) + rule.right
    }

    /// One row, no blanks at its end; several lines where text is wrapped.
    public func line(_ cells: [TableCell], paint: (_ text: String, _ isNull: Bool) -> String) -> String {
        let shown = cells.prefix(widths.count)
        let columns = zip(shown, widths).map { cell, width in
            switch overflow {
            case .stays: [cell.text]
            case .isCut: [cell.text.cut(to: width, mark: style.mark)]
            case .isWrapped: cell.text.wrapped(to: width)
            }
        }
        return (0..<(columns.map(\.count).max() ?? 1)).map { number in
            var line = style.isFramed ? style.bar : ""
            for (column, texts) in columns.enumerated() {
                line += column == 0 ? " " : " \(style.bar) "
                let text = number < texts.count ? texts[number] : ""
                let padding = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
                let painted = text.isEmpty ? "" : paint(text, cells[column].isNull)
                line += numeric[column] ? padding + painted : painted + padding
            }
            if columnsLeftOut > 0 { line += " \(style.bar) \(style.mark)" }
            if style.isFramed { return line + " " + style.bar }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

extension String {
    /// At most `width` columns of a terminal, with a mark of one column where something is missing.
    public func cut(to width: Int, mark: String = "…") -> String {
        guard displayWidth > width else { return self }
        return prefix(columns: width - 1) + mark
    }

    /// Lines of at most `width` columns, divided at blanks where there are any. O(length).
    public func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var rest = self[...]
        repeat {
            var line = rest.prefix(columns: width)
            // One grapheme wider than the column.
            if line.isEmpty { line = rest.prefix(1) }
            if line.endIndex < rest.endIndex, rest[line.endIndex] != " ",
                let blank = line.lastIndex(of: " "), blank > line.startIndex
            {
                line = line[..<blank]
            }
            lines.append(String(line))
            rest = rest[line.endIndex...].drop { $0 == " " }
        } while !rest.isEmpty
        return lines
    }
}

extension StringProtocol {
    /// The longest beginning of at most so many columns; no grapheme is divided.
    fileprivate func prefix(columns: Int) -> SubSequence {
        var used = 0
        var end = startIndex
        while end < endIndex, used + self[end].displayWidth <= columns {
            used += self[end].displayWidth
            end = index(after: end)
        }
        return self[..<end]
    }
}
