/// Moves by a line within a text of several, the column kept as far as the other line has it. Columns count bytes
/// that begin a character.
enum LineMove {
    /// The place a line above, or nil on the first line.
    static func up(in bytes: [UInt8], from point: Int) -> Int? {
        guard let end = bytes[..<point].lastIndex(of: 0x0A) else { return nil }
        return place(in: bytes, start(in: bytes, from: end)..<end, column: column(in: bytes, end + 1..<point))
    }

    /// The place a line below, or nil on the last line.
    static func down(in bytes: [UInt8], from point: Int) -> Int? {
        guard let lineEnd = bytes[point...].firstIndex(of: 0x0A) else { return nil }
        let next = lineEnd + 1
        return place(
            in: bytes, next..<end(in: bytes, from: next), column: column(in: bytes, start(in: bytes, from: point)..<point))
    }

    static func start(in bytes: [UInt8], from point: Int) -> Int {
        (bytes[..<point].lastIndex(of: 0x0A) ?? -1) + 1
    }

    /// The same, behind the blanks that the prompt of a further line is drawn over; from there to the very start.
    static func startBehindPrompt(in bytes: [UInt8], from point: Int) -> Int {
        let start = start(in: bytes, from: point)
        let behind = start + LinePainting.indent.utf8.count
        let hasPrompt = start > 0 && bytes.count >= behind && bytes[start..<behind].allSatisfy { $0 == 0x20 }
        return hasPrompt && point != behind ? behind : start
    }

    static func end(in bytes: [UInt8], from point: Int) -> Int {
        bytes[point...].firstIndex(of: 0x0A) ?? bytes.count
    }

    private static func column(in bytes: [UInt8], _ range: Range<Int>) -> Int {
        bytes[range].count { $0 & 0xC0 != 0x80 }
    }

    private static func place(in bytes: [UInt8], _ line: Range<Int>, column: Int) -> Int {
        var left = column
        for at in line where bytes[at] & 0xC0 != 0x80 {
            if left == 0 { return at }
            left -= 1
        }
        return line.upperBound
    }
}
