import Diagnostics
import PropertyGraph

package struct TableCell: Sendable {
    package var text: String
    package var isNull: Bool

    package init(text: String, isNull: Bool) {
        self.text = text
        self.isNull = isNull
    }
}

/// The widths of a table's columns, and its lines.
///
/// Numbers, dates, ids and codes are never cut: only prose gives way, down to its longest word. Where even that is too
/// wide, whole columns are left out.
package struct TableLayout: Sendable {
    /// By shown column.
    private let widths: [Int]
    private let numeric: [Bool]
    private let style: TableStyle
    private let overflow: Overflow
    /// Columns that are shown, ascending.
    package let shown: [Int]
    /// Columns for which there is no room, ascending.
    package let leftOut: [Int]

    /// What becomes of text beyond its column's width.
    private enum Overflow {
        case stays, isCut, isWrapped
    }

    /// No column of prose gets narrower than this to make room for others.
    package static let narrowest = 6
    /// A word of prose that is longer may be divided.
    static let longestWord = 16

    /// - Parameters:
    ///   - headers: one per column.
    ///   - rows: as many cells each as there are headers.
    ///   - numeric: whether the column is set to the right.
    ///   - width: columns of the terminal; nil where nothing is cut.
    ///   - style: the lines around cells.
    ///   - wraps: long prose goes on in the next line and is not cut.
    ///   - droppable: columns to leave out where there is no room for all, the first of them first; others only when none of these is left.
    package init(
        headers: [TableCell], rows: [[TableCell]], numeric: [Bool], width: Int?, style: TableStyle = .light,
        wraps: Bool = false, droppable: [Int] = []
    ) {
        var widths = headers.map { max(1, $0.text.displayWidth) }
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.text.displayWidth) }
        }
        var shown = Array(widths.indices)
        var leftOut: [Int] = []
        if let width {
            let least = widths.indices.map { column in
                min(widths[column], Self.least(headers[column], rows.lazy.map { $0[column] }, isNumeric: numeric[column]))
            }
            // A blank either side of each cell, a rule between two, and a narrow column that says that there are more.
            func room() -> Int { width - 3 * shown.count + (style.isFramed ? -1 : 1) - (leftOut.isEmpty ? 0 : 4) }
            var order = droppable.filter { shown.contains($0) } + shown.reversed().filter { !droppable.contains($0) }
            while shown.count > 1, shown.reduce(0, { $0 + least[$1] }) > room(), !order.isEmpty {
                let column = order.removeFirst()
                shown.removeAll { $0 == column }
                leftOut.append(column)
            }
            widths = Self.fitted(shown.map { widths[$0] }, least: shown.map { least[$0] }, into: room())
        }
        self.widths = widths
        self.numeric = shown.map { numeric[$0] }
        self.style = style
        self.shown = shown
        self.leftOut = leftOut.sorted()
        overflow = width == nil ? .stays : wraps ? .isWrapped : .isCut
    }

    /// What a column takes at least: all of its values where they are numbers, dates, ids or codes, else its longest word.
    private static func least(_ header: TableCell, _ cells: some Sequence<TableCell>, isNumeric: Bool) -> Int {
        var (whole, word) = (0, 0)
        var isCode = true
        for cell in cells where !cell.isNull {
            whole = max(whole, cell.text.displayWidth)
            if isCode, cell.text.contains(" ") || cell.text.contains("://") || cell.text.utf8.count > 60 { isCode = false }
            if !isCode, word < longestWord {
                for part in cell.text.split(separator: " ") { word = max(word, String(part).displayWidth) }
            }
        }
        // The heading may take several lines, as may prose.
        let head = header.text.wrapped(to: narrowest).map(\.displayWidth).max() ?? 0
        return max(isNumeric || isCode ? whole : max(narrowest, min(longestWord, word)), min(head, longestWord))
    }

    /// The widest columns give first: all above a common cap are cut down to it, though none below its least. O(columns × log width).
    static func fitted(_ widths: [Int], least: [Int]? = nil, into available: Int) -> [Int] {
        let least = least ?? widths.map { min($0, narrowest) }
        guard widths.reduce(0, +) > available, let widest = widths.max() else { return widths }
        func capped(_ index: Int, _ cap: Int) -> Int { max(min(widths[index], least[index]), min(widths[index], cap)) }
        func total(_ cap: Int) -> Int { widths.indices.reduce(0) { $0 + capped($1, cap) } }
        var (low, high) = (narrowest, max(narrowest, widest))
        while low < high {
            let middle = (low + high + 1) / 2
            if total(middle) <= available { low = middle } else { high = middle - 1 }
        }
        var spare = max(0, available - total(low))
        return widths.indices.map { index in
            // What rounding leaves goes to the first columns that want it.
            let width = capped(index, low)
            guard widths[index] > low, width == low else { return width }
            let extra = min(1, spare)
            spare -= extra
            return width + extra
        }
    }

    package static func isNumeric(_ values: some Sequence<Value>) -> Bool {
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
    package var rule: String { line(style.middle) }

    /// Above the heading and below the last row, where the style has a frame.
    package var frame: (top: String, bottom: String)? {
        style.isFramed ? (line(style.top), line(style.bottom)) : nil
    }

    private func line(_ rule: TableStyle.Rule) -> String {
        let widths = leftOut.isEmpty ? self.widths : self.widths + [1]
        return rule.left
            + widths.map { String(repeating: rule.fill, count: $0 + 2) }.joined(separator: rule.cross) + rule.right
    }

    /// One row, no blanks at its end; several lines where text is wrapped. Headings are wrapped, never cut.
    package func line(_ cells: [TableCell], isHeading: Bool = false, paint: (_ text: String, _ isNull: Bool) -> String) -> String {
        let columns = zip(shown, widths).map { column, width in
            switch overflow {
            case .stays: [cells[column].text]
            case .isCut where !isHeading: [cells[column].text.cut(to: width, mark: style.mark)]
            default: cells[column].text.wrapped(to: width)
            }
        }
        return (0..<(columns.map(\.count).max() ?? 1)).map { number in
            var line = style.isFramed ? style.bar : ""
            for (column, texts) in columns.enumerated() {
                line += column == 0 ? " " : " \(style.bar) "
                let text = number < texts.count ? texts[number] : ""
                let padding = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
                let painted = text.isEmpty ? "" : paint(text, cells[shown[column]].isNull)
                line += numeric[column] ? padding + painted : painted + padding
            }
            if !leftOut.isEmpty { line += " \(style.bar) \(style.mark)" }
            if style.isFramed { return line + " " + style.bar }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

extension String {
    /// At most `width` columns of a terminal, with a mark of one column where something is missing.
    package func cut(to width: Int, mark: String = "…") -> String {
        guard displayWidth > width else { return self }
        return prefix(columns: width - 1) + mark
    }

    /// Lines of at most `width` columns, divided at blanks, or behind `_` and `-`, where there are any. O(length).
    package func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var rest = self[...]
        repeat {
            var line = rest.prefix(columns: width)
            // One grapheme wider than the column.
            if line.isEmpty { line = rest.prefix(1) }
            if line.endIndex < rest.endIndex, rest[line.endIndex] != " " {
                if let blank = line.lastIndex(of: " "), blank > line.startIndex {
                    line = line[..<blank]
                } else if let sign = line.lastIndex(where: { $0 == "_" || $0 == "-" }), sign > line.startIndex {
                    line = line[...sign]
                }
            }
            lines.append(String(line))
            rest = rest[line.endIndex...].drop { $0 == " " }
        } while !rest.isEmpty
        return lines
    }
}

extension StringProtocol {
    /// The longest beginning of at most `width` columns; no grapheme is divided.
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
