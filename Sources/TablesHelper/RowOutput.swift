import Platform
import SheetRows

/// Where the lines go: standard output, in large portions.
final class RowOutput {
    private var buffer: [UInt8] = []
    /// The reader has gone.
    private(set) var isClosed = false

    func write(_ line: SheetLine) { append(line.bytes) }

    func append(_ bytes: some Sequence<UInt8>) {
        buffer += bytes
        if buffer.count >= 1 << 16 { flush() }
    }

    func flush() {
        var written = 0
        while written < buffer.count, !isClosed {
            let count = buffer.withUnsafeBytes { writeToOutput($0.baseAddress! + written, buffer.count - written) }
            if count >= 0 { written += count } else if errno != EINTR { isClosed = true }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

private func writeToOutput(_ bytes: UnsafeRawPointer, _ count: Int) -> Int { write(STDOUT_FILENO, bytes, count) }

/// The row that is being read: its cells as fields of a line, by column.
struct RowBuilder {
    /// Columns that a spreadsheet can have.
    static let maxColumns = 16_384

    private var bytes: [UInt8] = []
    private var cells: [Range<Int>] = []

    /// Columns up to the last that has something.
    var count: Int { cells.count }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    func isEmpty(_ column: Int) -> Bool { column >= cells.count || cells[column].isEmpty }

    /// The cell's field.
    subscript(_ column: Int) -> ArraySlice<UInt8> { column < cells.count ? bytes[cells[column]] : [] }

    /// Puts a cell; text is escaped here.
    mutating func put(_ column: Int, _ letter: Unicode.Scalar, _ text: some Sequence<UInt8>) {
        let start = bytes.count
        bytes.append(UInt8(ascii: letter))
        SheetLine.append(text, to: &bytes)
        place(column, start..<bytes.count)
    }

    /// Puts a cell as it stands in a line.
    mutating func put(_ column: Int, field: some Sequence<UInt8>) {
        let start = bytes.count
        bytes += field
        place(column, start..<bytes.count)
    }

    private mutating func place(_ column: Int, _ range: Range<Int>) {
        guard column < Self.maxColumns else { return }
        while cells.count <= column { cells.append(0..<0) }
        cells[column] = range
    }

    /// Writes the row, unless nothing is in it.
    func write(number: Int, to output: RowOutput) {
        guard !cells.isEmpty else { return }
        var line = Array("R\t\(number)".utf8)
        line.reserveCapacity(bytes.count + cells.count + 16)
        for cell in cells {
            line.append(0x09)
            line += bytes[cell]
        }
        line.append(0x0A)
        output.append(line)
    }
}

extension UnsafeRawBufferPointer {
    /// Where the bytes stand first, at `from` or behind it.
    func firstRange(of bytes: [UInt8], from: Int = 0) -> Range<Int>? {
        guard let first = bytes.first, let base = baseAddress else { return nil }
        var at = from
        while at + bytes.count <= count, let found = memchr(base + at, Int32(first), count - at - bytes.count + 1) {
            at = UnsafeRawPointer(found) - base
            if memcmp(found, bytes, bytes.count) == 0 { return at..<at + bytes.count }
            at += 1
        }
        return nil
    }
}
