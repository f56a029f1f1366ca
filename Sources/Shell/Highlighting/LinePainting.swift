/// The escapes that draw a prompt and the text behind it once more in colours, over what stands there already,
/// and bring the cursor back. Pure: the terminal's answer is known before it is written to.
struct LinePainting {
    let prompt: String
    let text: String
    /// UTF-8 offset in `text`, where the terminal's cursor stands now and is to stand again.
    let cursor: Int
    /// In order, none over another.
    let spans: [Highlighter.Span]
    let columns: Int
    let rows: Int
    /// Columns that a scalar takes; negative for what cannot be shown as it is.
    let width: (Unicode.Scalar) -> Int
    /// Stands behind the text, dimmed, as far as there is room on its last row.
    var tail = ""

    /// The prompt of a further line, and the blanks in the text that it is drawn over.
    static let continuation = "   ...> "
    static let indent = String(repeating: " ", count: continuation.utf8.count)

    /// The text with the prompts of its further lines; every scalar stays where it is.
    private var shownText: String {
        guard text.contains("\n") else { return text }
        return text.replacing("\n" + Self.indent, with: "\n" + Self.continuation)
    }

    private struct Place {
        var row = 0
        var column = 0
    }

    /// The text with its colours, and where its parts come to stand.
    private struct Drawn {
        var escapes = ""
        /// Where the next character goes; at the start of a row that the terminal begins only when one comes.
        var place = Place()
        /// The row that the terminal is on.
        var row = 0
        var cursor = Place()
    }

    /// Nil where the text does not fit on the screen or holds something that is shown in another way than as itself.
    var escapes: String? {
        guard var drawn, drawn.place.row < rows else { return nil }
        let cursor = drawn.cursor
        // A row that is full and whose next is empty: a blank makes the terminal begin that one.
        if drawn.row < cursor.row { drawn.escapes += " \r" }
        let back = max(drawn.row, cursor.row) - cursor.row
        return Self.up(cursor.row) + "\r" + drawn.escapes + Self.up(back) + "\r"
            + (cursor.column > 0 ? "\u{1B}[\(cursor.column)C" : "")
    }

    /// Wipes off prompt and text where they stand, broken anew into rows of this width, and goes to their start.
    var wipe: String? {
        drawn.map { Self.up($0.cursor.row) + "\r\u{1B}[J" }
    }

    private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }

    private var drawn: Drawn? {
        guard columns > 1 else { return nil }
        var drawn = Drawn()
        for scalar in prompt.unicodeScalars where !put(scalar, on: &drawn) { return nil }
        var offset = 0
        var next = 0
        var isColoured = false
        for scalar in shownText.unicodeScalars {
            if offset == cursor { drawn.cursor = drawn.place }
            if isColoured, offset >= spans[next].end {
                drawn.escapes += "\u{1B}[0m"
                isColoured = false
                next += 1
            }
            if !isColoured, next < spans.count, offset >= spans[next].start {
                drawn.escapes += "\u{1B}[\(spans[next].style.code)m"
                isColoured = true
            }
            if !put(scalar, on: &drawn) { return nil }
            offset += UTF8.width(scalar)
        }
        if isColoured { drawn.escapes += "\u{1B}[0m" }
        if text.contains("\n"), drawn.place.row == drawn.row {
            let room = max(0, columns - drawn.place.column - 1)
            let tail = tail.prefix(room)
            drawn.escapes += "\u{1B}[K" + (tail.isEmpty ? "" : "\u{1B}[2m\(tail)\u{1B}[0m")
        }
        if offset <= cursor { drawn.cursor = drawn.place }
        return drawn
    }

    /// Long lines are left to the terminal to break, so that it knows them for one when its width changes.
    private func put(_ scalar: Unicode.Scalar, on drawn: inout Drawn) -> Bool {
        if scalar == "\n" {
            drawn.place = Place(row: drawn.place.row + 1, column: 0)
            drawn.escapes += String(repeating: "\r\n", count: drawn.place.row - drawn.row)
            drawn.row = drawn.place.row
            return true
        }
        let width = width(scalar)
        guard width >= 0 else { return false }
        // A wide one that does not fit goes to the next row.
        if drawn.place.column + width > columns { drawn.place = Place(row: drawn.place.row + 1, column: 0) }
        drawn.row = drawn.place.row
        drawn.escapes.unicodeScalars.append(scalar)
        drawn.place.column += width
        if drawn.place.column == columns { drawn.place = Place(row: drawn.place.row + 1, column: 0) }
        return true
    }
}
