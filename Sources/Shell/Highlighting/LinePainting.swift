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

    private struct Place {
        var row = 0
        var column = 0
    }

    /// Nil where the text does not fit on the screen or holds something that is shown in another way than as itself.
    var escapes: String? {
        guard columns > 1 else { return nil }
        var painted = ""
        var place = Place()
        var atCursor: Place?
        var offset = 0
        var next = 0
        var isColoured = false
        /// Rows that have been begun.
        var begun = 0

        func put(_ scalar: Unicode.Scalar) -> Bool {
            if scalar == "\n" {
                place = Place(row: place.row + 1, column: 0)
                return true
            }
            let width = width(scalar)
            guard width >= 0 else { return false }
            // A wide one that does not fit goes to the next row.
            if place.column + width > columns { place = Place(row: place.row + 1, column: 0) }
            while begun < place.row {
                painted += "\r\n"
                begun += 1
            }
            painted.unicodeScalars.append(scalar)
            place.column += width
            if place.column == columns { place = Place(row: place.row + 1, column: 0) }
            return true
        }

        for scalar in prompt.unicodeScalars where !put(scalar) { return nil }
        for scalar in text.unicodeScalars {
            if offset == cursor { atCursor = place }
            if isColoured, offset >= spans[next].end {
                painted += "\u{1B}[0m"
                isColoured = false
                next += 1
            }
            if !isColoured, next < spans.count, offset >= spans[next].start {
                painted += "\u{1B}[\(spans[next].style.code)m"
                isColoured = true
            }
            if !put(scalar) { return nil }
            offset += UTF8.width(scalar)
        }
        if isColoured { painted += "\u{1B}[0m" }
        let end = atCursor ?? place
        guard place.row < rows else { return nil }
        // The cursor may stand on a row that has no text yet.
        while begun < end.row {
            painted += "\r\n"
            begun += 1
        }
        // First up to the prompt, last up or not from the row that was painted last to the cursor.
        let back = begun > end.row ? "\u{1B}[\(begun - end.row)A" : ""
        return (end.row > 0 ? "\u{1B}[\(end.row)A" : "") + "\r" + painted + back + "\r"
            + (end.column > 0 ? "\u{1B}[\(end.column)C" : "")
    }
}
