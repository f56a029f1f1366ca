public import Diagnostics
public import SystemPackage

/// The records of a CSV file one by one, of any length and out of a pipe too: as RFC 4180 has it, LF or CRLF at line
/// ends, lines without any text passed over. An empty cell without quotes is nil, one with quotes is empty text.
/// Holds one record and 64 KiB of the file at a time.
public final class DelimitedRecords {
    /// Names of the cells, where the first record was taken for that.
    public private(set) var header: [String]?

    private let name: String
    private let file: FileDescriptor
    private let closes: Bool
    private let delimiter: UInt8
    private var chunk: [UInt8] = []
    private var at = 0
    private var atEnd = false
    /// Of the next byte, from 1.
    private var line = 1
    private var column = 1
    private var cell: [UInt8] = []

    private static let (quote, newline, carriageReturn) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    /// - Parameters:
    ///   - name: stands in faults.
    ///   - closes: the file is closed with the reader.
    /// Throws what cannot be read, and a header with a name twice or an empty one.
    public init(
        _ file: FileDescriptor, name: String, delimiter: UInt8, hasHeader: Bool, closes: Bool = true
    ) throws(LoadFault) {
        self.file = file
        self.name = name
        self.delimiter = delimiter
        self.closes = closes
        try skipMark()
        if hasHeader { header = try readHeader() }
    }

    deinit { if closes { try? file.close() } }

    /// The next record, nil at the end. With a header all have as many cells; another number is a fault.
    public func next() throws(LoadFault) -> [String?]? {
        guard try skipEmptyLines() else { return nil }
        let start = line
        let cells = try record()
        if let header, cells.count != header.count {
            throw .record(file: name, line: start, column: 1, .raggedRow(found: cells.count, expected: header.count))
        }
        return cells
    }

    private func readHeader() throws(LoadFault) -> [String] {
        guard try skipEmptyLines() else { throw .record(file: name, line: line, column: column, .missingHeader) }
        let start = line
        var names: [String] = []
        for cell in try record() {
            guard let cell, !cell.isEmpty else {
                throw .record(file: name, line: start, column: 1, .missingCell(column: "column \(names.count + 1)"))
            }
            guard !names.contains(cell) else { throw .record(file: name, line: start, column: 1, .duplicateColumn(cell)) }
            names.append(cell)
        }
        return names
    }

    // MARK: Cells

    private func record() throws(LoadFault) -> [String?] {
        var cells: [String?] = []
        while true {
            cells.append(try readCell())
            guard try peek() == delimiter else { break }
            take()
        }
        if try peek() == Self.carriageReturn { take() }
        if try peek() == Self.newline { take() }
        return cells
    }

    /// Up to the delimiter or line end behind it.
    private func readCell() throws(LoadFault) -> String? {
        cell.removeAll(keepingCapacity: true)
        let (startLine, startColumn) = (line, column)
        if try peek() == Self.quote {
            take()
            while true {
                guard let byte = try peek() else {
                    throw .record(file: name, line: startLine, column: startColumn, .unterminatedQuote)
                }
                take()
                if byte == Self.quote {
                    guard try peek() == Self.quote else { break }
                    take()
                }
                cell.append(byte)
            }
            guard try endsCell(peek()) else { throw .record(file: name, line: line, column: column, .textAfterQuote) }
        } else {
            while let byte = try peek(), !endsCell(byte) {
                cell.append(byte)
                take()
            }
            if cell.isEmpty { return nil }
        }
        guard let text = String(validating: cell, as: UTF8.self) else {
            throw .record(file: name, line: startLine, column: startColumn, .invalidUTF8)
        }
        return text
    }

    private func endsCell(_ byte: UInt8?) -> Bool {
        byte == nil || byte == delimiter || byte == Self.newline || byte == Self.carriageReturn
    }

    /// False at the end of the file.
    private func skipEmptyLines() throws(LoadFault) -> Bool {
        while let byte = try peek() {
            guard byte == Self.newline || byte == Self.carriageReturn else { return true }
            take()
        }
        return false
    }

    private func skipMark() throws(LoadFault) {
        guard try peek() == 0xEF, chunk.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        at = 3
    }

    // MARK: Bytes

    private func peek() throws(LoadFault) -> UInt8? {
        if at == chunk.count { try fill() }
        return at < chunk.count ? chunk[at] : nil
    }

    /// The byte that `peek` gave.
    private func take() {
        if chunk[at] == Self.newline {
            line += 1
            column = 1
        } else if chunk[at] & 0xC0 != 0x80 {
            column += 1
        }
        at += 1
    }

    private func fill() throws(LoadFault) {
        guard !atEnd else { return }
        at = 0
        do {
            chunk = try [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch {
            throw .file(.unreadableFile(path: name, reason: FileReader.reason(error)))
        }
        atEnd = chunk.isEmpty
    }
}
