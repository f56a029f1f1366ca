public import Diagnostics

/// A table in tab- or comma-separated text: a head of `#` lines, a line of column names, rows.
/// Cells are found once and turned into strings only when they are asked for.
public struct DelimitedText: Sendable {
    /// The whole text.
    public let source: SourceText
    /// The head's lines without their `#` and one space, as byte ranges of the source.
    public let headLines: [Range<Int>]
    /// Of these, by position, those that stand in quotes, a quote inside doubled.
    public let quotedHeadLines: Set<Int>
    /// Names of the columns.
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

    /// Number of columns.
    public var columnCount: Int { header.count }

    /// Where the cell lies, quotes included.
    public func span(row: Int, column: Int) -> SourceSpan {
        let cell = cells[(row + 1) * columnCount + column]
        let quote = cell.isQuoted ? 1 : 0
        return SourceSpan(Int(cell.start) - quote, Int(cell.end) + quote)
    }

    /// Where the column's name lies in the header.
    public func headerSpan(column: Int) -> SourceSpan { span(row: -1, column: column) }

    /// Whether a cell has no text. O(1).
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

    /// What shows that a spreadsheet saved it: CR LF line ends, cells quoted that need none, empty cells after the head's lines.
    public var spreadsheetTraces: [String] {
        var traces: [String] = []
        if bytes.indices.dropLast().contains(where: { bytes[$0] == 0x0D && bytes[$0 + 1] == 0x0A }) {
            traces.append("CR LF line ends")
        }
        let idle = cells.contains { cell in
            cell.isQuoted && !cell.hasDoubledQuotes && cell.start < cell.end
                && !bytes[Int(cell.start)..<Int(cell.end)].contains { $0 < 0x20 || $0 == 0x2C }
                && bytes[Int(cell.start)] != 0x23
        }
        if idle { traces.append("quotes around plain cells") }
        if headLines.contains(where: { $0.upperBound < bytes.count && bytes[$0.upperBound] == 0x09 }) || !quotedHeadLines.isEmpty {
            traces.append("empty cells after the head")
        }
        return traces
    }

    static func text(of cell: Bounds, in bytes: [UInt8]) -> String {
        let slice = bytes[Int(cell.start)..<Int(cell.end)]
        return cell.hasDoubledQuotes
            ? String(decoding: undoubled(slice), as: UTF8.self) : String(decoding: slice, as: UTF8.self)
    }

    /// Every doubled quote as one.
    static func undoubled(_ slice: ArraySlice<UInt8>) -> [UInt8] {
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
        return out
    }
}
