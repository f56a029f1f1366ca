public import Diagnostics

/// A table in tab- or comma-separated text: a head of `#` lines, a line of column names, rows.
/// Cells are found once and turned into strings only when they are asked for.
public struct DelimitedText: Sendable {
    public let source: SourceText
    /// The head's lines without their `#` and one space, as byte ranges of the source.
    public let headLines: [Range<Int>]
    public let header: [String]
    /// Data rows; each has a cell for every column.
    public let rowCount: Int

    /// Rows with a fault of form, whose empty cells may only be empty because of it.
    public let damagedRows: Set<Int>

    let bytes: [UInt8]
    /// Row by row, the header's first.
    let cells: [Bounds]

    /// A cell as written; `raw` needs its doubled quotes undone.
    struct Bounds {
        var start: Int32
        var end: Int32
        var hasDoubledQuotes = false
        /// The cell in the file, with its quotes.
        var isQuoted = false
    }

    public var columnCount: Int { header.count }

    /// Where the cell lies, quotes included.
    public func span(row: Int, column: Int) -> SourceSpan {
        let cell = cells[(row + 1) * columnCount + column]
        let quote = cell.isQuoted ? 1 : 0
        return SourceSpan(Int(cell.start) - quote, Int(cell.end) + quote)
    }

    /// Where the column's name lies in the header.
    public func headerSpan(column: Int) -> SourceSpan { span(row: -1, column: column) }

    public func isEmpty(row: Int, column: Int) -> Bool {
        let cell = cells[(row + 1) * columnCount + column]
        return cell.start == cell.end
    }

    /// The cell's text, quotes undone.
    public func text(row: Int, column: Int) -> String {
        Self.text(of: cells[(row + 1) * columnCount + column], in: bytes)
    }

    /// The line of the file on which the row begins, from 1. O(offset): for messages.
    public func line(ofRow row: Int) -> Int {
        source.position(of: span(row: row, column: 0).start).line
    }

    static func text(of cell: Bounds, in bytes: [UInt8]) -> String {
        let slice = bytes[Int(cell.start)..<Int(cell.end)]
        guard cell.hasDoubledQuotes else { return String(decoding: slice, as: UTF8.self) }
        var out: [UInt8] = []
        var skip = false
        for byte in slice {
            if byte == 0x22, skip {
                skip = false
                continue
            }
            skip = byte == 0x22
            out.append(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }
}
