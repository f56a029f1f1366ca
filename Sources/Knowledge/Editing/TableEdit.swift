import Interchange

/// Puts a line into the bytes of a table and leaves every other byte as it is.
struct TableEdit {
    private let table: DelimitedText
    private let bytes: [UInt8]
    /// Bytes before the text: 3 where a byte order mark stands there.
    let headLength: Int

    init(_ table: DelimitedText, bytes: [UInt8]) {
        self.table = table
        self.bytes = bytes
        headLength = bytes.count - table.source.text.utf8.count
    }

    /// Where a row begins, in the text; of the row after the last, where it would begin.
    func offset(ofRow row: Int) -> Int {
        if row < table.rowCount { return table.span(row: row, column: 0).start }
        return bytes.count - headLength + (endsLine ? 0 : lineEnd.count)
    }

    func inserting(_ line: String, beforeRow row: Int) -> [UInt8] {
        var out = bytes
        if row < table.rowCount {
            out.insert(contentsOf: Array(line.utf8) + lineEnd, at: headLength + offset(ofRow: row))
        } else {
            if !endsLine { out += lineEnd }
            out += Array(line.utf8) + lineEnd
        }
        return out
    }

    /// Without the row that has the place, whole; nil where no row has it.
    func removing(rowAt place: Int) -> (bytes: [UInt8], line: String, start: Int)? {
        guard let row = (0..<table.rowCount).last(where: { offset(ofRow: $0) <= place }) else { return nil }
        let (start, end) = (headLength + offset(ofRow: row), row + 1 < table.rowCount ? headLength + offset(ofRow: row + 1) : bytes.count)
        var out = bytes
        out.removeSubrange(start..<end)
        let line = String(decoding: bytes[start..<end], as: UTF8.self)
        return (out, line, offset(ofRow: row))
    }

    private var endsLine: Bool { bytes.last == 0x0A }

    /// As the header's own line ends.
    private var lineEnd: [UInt8] {
        guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else { return [0x0A] }
        return [0x0D, 0x0A]
    }
}
