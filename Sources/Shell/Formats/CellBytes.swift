import PropertyGraph
import QueryEngine

/// Rows of separated cells as bytes: the cells of one column after those of another, put into lines at the end.
struct CellBytes {
    private let rows: Int
    private let delimiter: UInt8
    private var bytes: [UInt8] = []
    private var used = 0
    /// Where each cell ends, those of a column one after the other.
    private var ends: [Int] = []

    init(rows: Int, delimiter: UInt8) {
        (self.rows, self.delimiter) = (rows, delimiter)
    }

    /// The next column. `text` gives the cell of a value that does not lie unboxed, or has to be quoted.
    mutating func add(_ cells: ResultBatch.Cells, _ text: (Value) -> String) {
        ends.reserveCapacity(ends.count + rows)
        switch cells {
        case .integers(let numbers):
            reserve(rows * 20)
            for number in numbers {
                put(number)
                ends.append(used)
            }
        case .dates(let days):
            reserve(rows * 20)
            for day in days {
                if day != ResultBatch.noDate, !put(date: day) { append(text(.date(CalendarDate(days: Int(day))))) }
                ends.append(used)
            }
        case .strings(let codes, let dictionary):
            for code in codes {
                if code != ResultBatch.noString, !append(dictionary.utf8(of: code)) { append(text(.string(dictionary[code]))) }
                ends.append(used)
            }
        case .values(let values):
            for value in values {
                append(text(value))
                ends.append(used)
            }
        }
    }

    /// A line for each row. O(bytes).
    func lines() -> [UInt8] {
        let columns = ends.count / max(1, rows)
        return [UInt8](unsafeUninitializedCapacity: used + ends.count) { lines, filled in
            bytes.withUnsafeBufferPointer { bytes in
                for row in 0..<rows {
                    for column in 0..<columns {
                        let cell = column * rows + row
                        let start = cell == 0 ? 0 : ends[cell - 1]
                        filled = lines[filled...].initialize(fromContentsOf: bytes[start..<ends[cell]])
                        lines.initializeElement(at: filled, to: column == columns - 1 ? UInt8(ascii: "\n") : delimiter)
                        filled += 1
                    }
                }
            }
        }
    }

    // MARK: Cells

    /// Room for that many more bytes.
    private mutating func reserve(_ count: Int) {
        if bytes.count - used < count { bytes += repeatElement(0, count: max(count, bytes.count)) }
    }

    /// Needs room for 20 bytes.
    private mutating func put(_ number: Int) {
        var left = number.magnitude
        if number < 0 {
            bytes[used] = UInt8(ascii: "-")
            used += 1
        }
        var digits = 1
        var limit: UInt = 10
        while left >= limit {
            digits += 1
            let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
            if overflow { break }
            limit = next
        }
        for place in stride(from: used + digits - 1, through: used, by: -1) {
            bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10)
            left /= 10
        }
        used += digits
    }

    /// False, with nothing done, for a year that four digits do not write. Needs room for 20 bytes.
    private mutating func put(date days: Int32) -> Bool {
        let (year, month, day) = CalendarDate(days: Int(days)).parts
        guard (1000...9999).contains(year) else { return false }
        put(year)
        for part in [month, day] {
            bytes[used] = UInt8(ascii: "-")
            bytes[used + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: part / 10)
            bytes[used + 2] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: part % 10)
            used += 3
        }
        return true
    }

    /// False, with nothing done, for what has to be quoted.
    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var isPlain = !text.isEmpty && text[0] != UInt8(ascii: "#")
        for byte in text where byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == delimiter { isPlain = false }
        if isPlain { copy(text) }
        return isPlain
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { copy($0) }
    }

    private mutating func copy(_ text: UnsafeBufferPointer<UInt8>) {
        reserve(text.count)
        used = bytes.withUnsafeMutableBufferPointer { bytes in bytes[used...].update(fromContentsOf: text) }
    }
}
