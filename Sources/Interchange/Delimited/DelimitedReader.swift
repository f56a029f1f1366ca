public import Diagnostics

/// Reads TSV and CSV as RFC 4180 has it: a quoted cell may hold delimiters and line ends, a quote inside is doubled.
/// LF and CRLF end lines; lines without any text are passed over.
public struct DelimitedReader {
    /// What separates cells; the raw value is its byte.
    public enum Delimiter: UInt8, Sendable {
        /// TSV.
        case tab = 0x09
        /// CSV.
        case comma = 0x2C
    }

    /// `faults` collects what is wrong with rows (ragged, quotes); what could be read is returned beside them.
    /// `dropsPadding` passes over what a spreadsheet adds on saving: quotes and delimiters around lines of the head,
    /// columns without a name at the right, rows of nothing but empty cells.
    /// Throws what leaves nothing to read: bytes that are not UTF-8, no header.
    public static func read(
        _ bytes: [UInt8], name: String?, delimiter: Delimiter, dropsPadding: Bool = false, faults: inout [Diagnostic]
    ) throws(Diagnostics) -> DelimitedText {
        // Places of cells are numbers of 32 bits.
        guard bytes.count <= Int(Int32.max) else { throw Diagnostics(DataFault.tooLarge(name ?? "the table", limit: "2 GiB")) }
        let source = try UTF8Text.source(bytes, name: name)
        var reader = DelimitedReader(
            bytes: bytes.count == source.text.utf8.count ? bytes : Array(source.text.utf8),
            delimiter: delimiter.rawValue, dropsPadding: dropsPadding, source: source)
        let table = try reader.table()
        faults += reader.faults
        return table
    }

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let dropsPadding: Bool
    private let source: SourceText
    private var at = 0
    private var cells: [DelimitedText.Bounds] = []
    private var faults: [Diagnostic] = []

    private init(bytes: [UInt8], delimiter: UInt8, dropsPadding: Bool, source: SourceText) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.dropsPadding = dropsPadding
        self.source = source
    }

    private mutating func table() throws(Diagnostics) -> DelimitedText {
        let head = headLines()
        skipEmptyLines()
        guard at < bytes.count else {
            throw Diagnostics(DataFault.missingHeader, span: SourceSpan(at, at), source: source)
        }
        readRow()
        if dropsPadding { while cells.count > 1, isEmpty(cells[cells.count - 1]) { cells.removeLast() } }
        let columns = cells.count
        var rows = 0
        var damaged: Set<Int> = []
        skipEmptyLines()
        while at < bytes.count {
            let first = cells.count
            let start = at
            let faultsBefore = faults.count
            readRow()
            if dropsPadding {
                while cells.count - first > columns, isEmpty(cells[cells.count - 1]) { cells.removeLast() }
                if faults.count == faultsBefore, cells[first...].allSatisfy(isEmpty) {
                    cells.removeLast(cells.count - first)
                    skipEmptyLines()
                    continue
                }
            }
            let found = cells.count - first
            if found != columns {
                // An open quote swallows the cells after it, and is fault enough.
                if faults.count == faultsBefore {
                    fault(.raggedRow(found: found, expected: columns), start, lineEnd(from: start))
                }
                // Keep what there is, so that ids of a ragged row are known to the rows that name them.
                if found > columns { cells.removeLast(found - columns) }
                let end = cells.last?.end ?? 0
                while cells.count < first + columns { cells.append(.init(start: end, end: end)) }
            }
            if faults.count > faultsBefore { damaged.insert(rows) }
            rows += 1
            skipEmptyLines()
        }
        return DelimitedText(
            source: source, headLines: head.lines, quotedHeadLines: head.quoted,
            header: cells[..<columns].map { DelimitedText.text(of: $0, in: bytes) },
            rowCount: rows, damagedRows: damaged, bytes: bytes, cells: cells)
    }

    private mutating func headLines() -> (lines: [Range<Int>], quoted: Set<Int>) {
        var lines: [Range<Int>] = []
        var quoted: Set<Int> = []
        while let line = headLine() {
            let start = line.lowerBound + 1
            lines.append((start < line.upperBound && bytes[start] == 0x20 ? start + 1 : start)..<line.upperBound)
            if line.lowerBound > 0, bytes[line.lowerBound - 1] == 0x22 { quoted.insert(lines.count - 1) }
        }
        return (lines, quoted)
    }

    /// The next line of the head from its `#` on, and past it.
    private mutating func headLine() -> Range<Int>? {
        let isQuoted = dropsPadding && at + 1 < bytes.count && bytes[at] == 0x22 && bytes[at + 1] == 0x23
        guard at < bytes.count, bytes[at] == 0x23 || isQuoted else { return nil }
        let start = at
        if dropsPadding {
            readRow()
            let row = cells
            cells = []
            if row[1...].allSatisfy(isEmpty) { return Int(row[0].start)..<Int(row[0].end) }
        }
        at = lineEnd(from: start)
        defer { passLineEnd() }
        return start..<at
    }

    private func isEmpty(_ cell: DelimitedText.Bounds) -> Bool { cell.start == cell.end }

    private mutating func skipEmptyLines() {
        while at < bytes.count, isLineEnd(at) { passLineEnd() }
    }

    /// Reads cells up to and past the line end.
    private mutating func readRow() {
        while true {
            readCell()
            guard at < bytes.count, bytes[at] == delimiter else { break }
            at += 1
        }
        passLineEnd()
    }

    private mutating func readCell() {
        guard at < bytes.count, bytes[at] == 0x22 else {
            let start = at
            while at < bytes.count, bytes[at] != delimiter, !isLineEnd(at) { at += 1 }
            cells.append(.init(start: Int32(start), end: Int32(at)))
            return
        }
        let start = at + 1
        at = start
        var doubled = false
        while true {
            guard at < bytes.count else {
                fault(.unterminatedQuote, start - 1, lineEnd(from: start))
                cells.append(.init(start: Int32(start), end: Int32(at), hasDoubledQuotes: doubled))
                return
            }
            if bytes[at] == 0x22 {
                guard at + 1 < bytes.count, bytes[at + 1] == 0x22 else { break }
                doubled = true
                at += 1
            }
            at += 1
        }
        cells.append(.init(start: Int32(start), end: Int32(at), hasDoubledQuotes: doubled, isQuoted: true))
        at += 1
        let rest = at
        while at < bytes.count, bytes[at] != delimiter, !isLineEnd(at) { at += 1 }
        if at > rest { fault(.textAfterQuote, rest, at) }
    }

    private func isLineEnd(_ index: Int) -> Bool {
        bytes[index] == 0x0A || (bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A)
    }

    private mutating func passLineEnd() {
        guard at < bytes.count else { return }
        at += bytes[at] == 0x0D ? 2 : 1
    }

    private func lineEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count, !isLineEnd(end) { end += 1 }
        return end
    }

    private mutating func fault(_ fault: DataFault, _ start: Int, _ end: Int) {
        faults.append(Diagnostic(fault, span: SourceSpan(start, end), source: source))
    }
}
