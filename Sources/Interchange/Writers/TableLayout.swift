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
    /// Text beyond its column's width is cut.
    private let cuts: Bool

    /// No column gets narrower than this to make room for others.
    public static let narrowest = 6

    public init(headers: [TableCell], rows: [[TableCell]], numeric: [Bool], width: Int?) {
        var widths = headers.map { max(1, $0.text.displayWidth) }
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.text.displayWidth) }
        }
        // A blank either side of each cell and a rule between two.
        if let width { widths = Self.fitted(widths, into: width - 3 * widths.count + 1) }
        self.widths = widths
        self.numeric = numeric
        cuts = width != nil
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

    public var rule: String {
        widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: "┼")
    }

    /// One row, no blanks at its end.
    public func line(_ cells: [TableCell], paint: (_ text: String, _ isNull: Bool) -> String) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            line += column == 0 ? " " : " │ "
            let text = cuts ? cell.text.cut(to: widths[column]) : cell.text
            let padding = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
            let isLast = column == cells.count - 1
            if numeric[column] {
                line += padding + paint(text, cell.isNull)
            } else {
                line += paint(text, cell.isNull) + (isLast ? "" : padding)
            }
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}

extension String {
    /// At most `width` columns of a terminal, with `…` where something is missing.
    public func cut(to width: Int) -> String {
        guard displayWidth > width else { return self }
        var used = 0
        var end = startIndex
        while end < endIndex, used + self[end].displayWidth <= width - 1 {
            used += self[end].displayWidth
            end = index(after: end)
        }
        return self[..<end] + "…"
    }
}
