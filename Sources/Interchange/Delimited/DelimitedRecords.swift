import Diagnostics
import Platform
import SystemPackage

/// The records of a CSV file one by one, in UTF-8, UTF-16 or Windows-1252, of any length and out of a pipe too: as RFC 4180 has it, LF or CRLF at line
/// ends, lines without any text passed over. An empty cell without quotes is nil, one with quotes is empty text.
/// Holds one record, of up to `longest` bytes, and 64 KiB of the file at a time.
package final class DelimitedRecords {
    /// Names of the cells, where the first record was taken for that.
    package private(set) var header: [String]?

    private let name: String
    private let file: FileDescriptor
    private let readAtOnce: Int
    private let closes: Bool
    private var delimiter: UInt8
    /// What the bytes are taken for, and whether nobody said so.
    private var encoding: TextEncoding
    private let guessesEncoding: Bool
    private var decoder: LegacyText.UTF16Decoder?
    /// A cell that is not ASCII has been read as UTF-8: the file is in that, and in nothing else.
    private var hasUTF8 = false
    /// What was found out about the file and not said by whoever opened it, for people: `read as Windows-1252`.
    package var assumptions: [String] {
        (guessesEncoding && encoding != .utf8 ? ["read as \(encoding.rawValue)"] : [])
            + (guessesDelimiter && delimiter != UInt8(ascii: ",") ? ["fields separated by \(delimiter == 9 ? "tabs" : "`\(Character(UnicodeScalar(delimiter)))`")"] : [])
    }
    private let guessesDelimiter: Bool
    private var chunk: [UInt8] = []
    private var at = 0
    private var atEnd = false
    /// Of the next byte, from 1.
    private var line = 1
    private var column = 1
    /// Of the record read last; nil for an empty one without quotes.
    private var cells: [Range<Int>?] = []
    private var isInChunk = false
    /// Its text, where it is not as it lies in the chunk.
    private var buffer: [UInt8] = []
    /// Bytes of the record that is being read.
    private var length = 0
    /// Asked while nothing comes from a pipe or a terminal: throws where the run is to stop.
    private let mayWait: () throws(LoadFault) -> Void

    /// Bytes of the longest record that is read.
    package static let longest = 64 << 20

    private static let (quote, newline, carriageReturn) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    /// Line on which the last record began, from 1.
    package private(set) var recordLine = 1

    /// - Parameters:
    ///   - file: open for reading.
    ///   - name: stands in faults.
    ///   - delimiter: nil to find it out by the first lines.
    ///   - encoding: nil to find it out: by a byte order mark, by zero bytes, by what is not UTF-8.
    ///   - hasHeader: the first record names the columns.
    ///   - closes: the file is closed with the reader.
    ///   - readAtOnce: bytes of the file.
    ///   - mayWait: asked ten times a second while nothing comes; what it throws ends the reading.
    /// Throws what cannot be read, and a header with a name twice or an empty one.
    package init(
        _ file: FileDescriptor, name: String, delimiter: UInt8?, encoding: TextEncoding? = nil, hasHeader: Bool, closes: Bool = true,
        readAtOnce: Int = 65_536, mayWait: @escaping () throws(LoadFault) -> Void = {}
    ) throws(LoadFault) {
        self.mayWait = mayWait
        self.readAtOnce = readAtOnce
        self.file = file
        self.name = name
        self.delimiter = delimiter ?? UInt8(ascii: ",")
        guessesDelimiter = delimiter == nil
        self.encoding = encoding ?? .utf8
        guessesEncoding = encoding == nil
        self.closes = closes
        try begin()
        if delimiter == nil { self.delimiter = DelimiterGuess.best(chunk) }
        if hasHeader { header = try readHeader() }
    }

    deinit { if closes { try? file.close() } }

    /// Calls `take` with each cell of the next record: text that lies there as long as the call, nil for an empty cell without quotes. False at the end.
    /// With a header all records have as many cells; another number is a fault.
    package func next(_ take: (UnsafeBufferPointer<UInt8>?) -> Void) throws(LoadFault) -> Bool {
        guard try skipEmptyLines() else { return false }
        try readRecord()
        if let header, cells.count != header.count {
            throw .record(file: name, line: recordLine, column: 1, .raggedRow(found: cells.count, expected: header.count))
        }
        text.withUnsafeBufferPointer { bytes in
            for cell in cells { take(cell.map { UnsafeBufferPointer(rebasing: bytes[$0]) }) }
        }
        return true
    }

    private func readHeader() throws(LoadFault) -> [String] {
        guard try skipEmptyLines() else { throw .record(file: name, line: line, column: column, .missingHeader) }
        let start = line
        var names: [String] = []
        var seen: Set<String> = []
        try readRecord()
        for cell in cells {
            guard let cell, !cell.isEmpty else {
                throw .record(file: name, line: start, column: 1, .missingCell(column: "column \(names.count + 1)"))
            }
            let column = String(decoding: text[cell], as: UTF8.self)
            guard seen.insert(column).inserted else { throw .record(file: name, line: start, column: 1, .duplicateColumn(column)) }
            names.append(column)
        }
        return names
    }

    // MARK: Cells

    /// What `cells` are places of.
    private var text: [UInt8] { isInChunk ? chunk : buffer }

    /// Finds the cells of the next record.
    private func readRecord() throws(LoadFault) {
        recordLine = line
        let end = encoding == .windows1252 ? nil : recordInChunk()
        isInChunk = end != nil
        if let end {
            at = end
            (line, column) = (line + 1, 1)
            return
        }
        cells.removeAll(keepingCapacity: true)
        buffer.removeAll(keepingCapacity: true)
        length = -at
        while true {
            cells.append(try readCell())
            guard try peek() == delimiter else { break }
            take()
        }
        if try peek() == Self.carriageReturn { take() }
        if try peek() == Self.newline { take() }
    }

    /// Where the next record ends, if the chunk has all of it as it is meant: up to a line end, UTF-8, no quote or line end within a cell.
    private func recordInChunk() -> Int? {
        cells.removeAll(keepingCapacity: true)
        let (start, delimiter) = (at, delimiter)
        return chunk.withUnsafeBufferPointer { chunk in
            var (at, bits) = (start, UInt8(0))
            while at < chunk.count {
                let isQuoted = chunk[at] == Self.quote
                if isQuoted { at += 1 }
                let (first, end) = (at, isQuoted ? Self.quote : delimiter)
                while at < chunk.count, chunk[at] != end, chunk[at] != Self.newline, chunk[at] != Self.carriageReturn {
                    bits |= chunk[at]
                    at += 1
                }
                cells.append(isQuoted || first < at ? first..<at : nil)
                if isQuoted {
                    guard at < chunk.count, chunk[at] == Self.quote else { return nil }
                    at += 1
                }
                guard at < chunk.count else { return nil }
                if chunk[at] == delimiter {
                    at += 1
                    continue
                }
                if chunk[at] == Self.carriageReturn { at += 1 }
                guard at < chunk.count, chunk[at] == Self.newline else { return nil }
                if bits >= 0x80 {
                    guard String(validating: chunk[start..<at], as: UTF8.self) != nil else { return nil }
                    hasUTF8 = true
                }
                return at + 1
            }
            return nil
        }
    }

    /// Up to the delimiter or line end behind it, into `buffer`; nil for an empty cell without quotes.
    private func readCell() throws(LoadFault) -> Range<Int>? {
        let (startLine, startColumn, start) = (line, column, buffer.count)
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
                buffer.append(byte)
            }
            guard try endsCell(peek()) else { throw .record(file: name, line: line, column: column, .textAfterQuote) }
        } else {
            while let byte = try peek(), !endsCell(byte) {
                buffer.append(byte)
                take()
            }
            if buffer.count == start { return nil }
        }
        guard makeText(from: start) else {
            throw .record(file: name, line: startLine, column: startColumn, .invalidUTF8)
        }
        return start..<buffer.count
    }

    /// Turns the bytes of a cell at the end of `buffer` into UTF-8; false where they are not text. The first that are not UTF-8, where all before
    /// them are ASCII, show a file of Windows-1252.
    private func makeText(from start: Int) -> Bool {
        if encoding != .windows1252 {
            let cell = buffer[start...]
            if cell.allSatisfy({ $0 < 0x80 }) { return true }
            if String(validating: cell, as: UTF8.self) != nil {
                hasUTF8 = true
                return true
            }
            guard guessesEncoding, !hasUTF8, decoder == nil else { return false }
            encoding = .windows1252
        }
        buffer.replaceSubrange(start..., with: LegacyText.windows1252(Array(buffer[start...])).utf8)
        return true
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

    /// Reads the first lines, passes over a byte order mark, and settles the encoding as far as the first bytes show it.
    private func begin() throws(LoadFault) {
        var first: [UInt8] = []
        while !atEnd, first.count < 65_536, !first.contains(Self.newline) {
            try fill()
            first += chunk
        }
        // A file that is at its end still has these bytes to give.
        atEnd = false
        let found = LegacyText.sniff(first)
        var mark = found?.mark ?? 0
        switch encoding {
        case .utf8 where guessesEncoding:
            if let found, found.isUTF16 {
                encoding = found.isBigEndian ? .utf16BigEndian : .utf16LittleEndian
                decoder = .init(isBigEndian: found.isBigEndian)
            }
        case .utf8, .windows1252: mark = first.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        case .utf16: decoder = .init(isBigEndian: found?.isBigEndian ?? false)
        case .utf16LittleEndian: decoder = .init(isBigEndian: false)
        case .utf16BigEndian: decoder = .init(isBigEndian: true)
        }
        chunk = Array(first[mark...])
        if decoder != nil { chunk = decoder!.decode(chunk[...], atEnd: false) }
        at = 0
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
        length += chunk.count
        guard length <= Self.longest else {
            throw .record(file: name, line: recordLine, column: 1, .tooLarge("this record", limit: "\(Self.longest >> 20) MiB"))
        }
        at = 0
        try wait()
        do {
            chunk = try [UInt8](unsafeUninitializedCapacity: readAtOnce) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch {
            throw .file(.unreadableFile(path: name, reason: FileReader.reason(error)))
        }
        atEnd = chunk.isEmpty
        if decoder != nil {
            let bytes = chunk
            chunk = decoder!.decode(bytes[...], atEnd: atEnd)
            // Half a character by itself gives nothing yet.
            if chunk.isEmpty, !atEnd { try fill() }
        }
    }

    /// Until there is something to read. A regular file always has that.
    private func wait() throws(LoadFault) {
        var wanted = pollfd(fd: file.rawValue, events: Int16(POLLIN), revents: 0)
        while poll(&wanted, 1, 100) <= 0 { try mayWait() }
    }
}
