import Diagnostics
import PropertyGraph

/// One CSV file with its columns typed, read straight from its bytes.
struct BulkTable {
    let name: String
    var columns: [(name: String, cells: TypedColumnBuilder)]
    var rows: Int

    /// Types come from `types`, by column; what has none there is inferred. At most `maximum` faults are reported.
    static func read(_ file: MappedFile, name: String, types: [String: CellType]) throws(Diagnostics) -> BulkTable {
        try file.bytes.withMemoryRebound(to: UInt8.self) { (bytes) throws(Diagnostics) -> BulkTable in
            var reader = BulkReader(bytes: bytes, name: name)
            return try reader.table(types)
        }
    }

    /// The names of the columns, from the first line.
    static func header(_ file: MappedFile, name: String) -> [String] {
        file.bytes.withMemoryRebound(to: UInt8.self) { bytes in
            var reader = BulkReader(bytes: bytes, name: name)
            return reader.readHeader()
        }
    }
}

/// Goes over the bytes of a CSV file once, or twice where types have to be found out first.
struct BulkReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let name: String
    private var at = 0
    /// Of a quoted cell: its text.
    private let unquoted = ByteScratch()
    private var faults: [Diagnostic] = []

    // Constants; stored ones would be looked up anew for every byte.
    private static var comma: UInt8 { UInt8(ascii: ",") }
    private static var quote: UInt8 { UInt8(ascii: "\"") }
    private static var newline: UInt8 { UInt8(ascii: "\n") }
    private static var carriageReturn: UInt8 { UInt8(ascii: "\r") }

    init(bytes: UnsafeBufferPointer<UInt8>, name: String) {
        self.bytes = bytes
        self.name = name
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    mutating func table(_ types: [String: CellType]) throws(Diagnostics) -> BulkTable {
        guard UTF8Text.isValid(bytes) else {
            _ = try UTF8Text.source(Array(bytes), name: name)
            throw Diagnostics(DataFault.invalidUTF8)
        }
        // Places in the texts of a column are numbers of 32 bits.
        guard bytes.count <= Int(UInt32.max) else { throw Diagnostics(DataFault.tooLarge(name, limit: "4 GiB")) }
        let start = at
        let header = readHeader()
        guard !header.isEmpty else { throw Diagnostics(DataFault.missingHeader, span: SourceSpan(at, at), source: source) }
        var seen: Set<String> = []
        for name in header where !seen.insert(name).inserted {
            throw Diagnostics(DataFault.duplicateColumn(name), span: SourceSpan(start, max(start, at - 1)), source: source)
        }
        let body = at
        let inferred = header.contains { types[$0] == nil } ? infer(header.count, from: body) : []
        at = body
        let width = max(1, lineWidth())
        var cells = header.enumerated().map { index, name in
            TypedColumnBuilder(types[name] ?? inferred[index], reserving: (bytes.count - body) / width + 16)
        }
        var rows = 0
        while at < bytes.count {
            if skipEmptyLine() { continue }
            readRow(into: &cells, header)
            rows += 1
        }
        guard faults.isEmpty else { throw Diagnostics(faults).attached(to: source) }
        return BulkTable(name: name, columns: Array(zip(header, cells)).map { (name: $0, cells: $1) }, rows: rows)
    }

    private var source: SourceText { SourceText(String(decoding: bytes, as: UTF8.self), name: name) }

    mutating func readHeader() -> [String] {
        var names: [String] = []
        while at < bytes.count, skipEmptyLine() {}
        guard at < bytes.count else { return [] }
        var ends = false
        while !ends {
            let cell = readCell(&ends)
            names.append(String(decoding: cell, as: UTF8.self))
        }
        return names
    }

    private mutating func readRow(into cells: inout [TypedColumnBuilder], _ header: [String]) {
        let start = at
        var ends = false
        var column = 0
        while !ends {
            let cellStart = at
            let cell = readCell(&ends)
            defer { column += 1 }
            guard column < cells.count else { continue }
            if cell.isEmpty {
                cells[column].appendMissing()
            } else if !cells[column].append(cell) {
                fault(
                    .wrongType(value: String(decoding: cell, as: UTF8.self), expected: Self.words(cells[column].type)),
                    cellStart, cellStart + cell.count)
                cells[column].appendMissing()
            }
        }
        guard column != cells.count else { return }
        fault(.raggedRow(found: column, expected: cells.count), start, max(start, at - 1))
        while column < cells.count {
            cells[column].appendMissing()
            column += 1
        }
    }

    /// Faults beyond the first hundred are not told: the file is of another form.
    private mutating func fault(_ fault: DataFault, _ start: Int, _ end: Int) {
        guard faults.count < 100 else { return }
        faults.append(Diagnostic(fault, span: SourceSpan(start, end)))
    }

    private static func words(_ type: CellType) -> String {
        switch type {
        case .integer: "an integer"
        case .float: "a number"
        case .boolean: "true or false"
        case .date: "a date like 2021-07-28"
        case .string, .list: "text"
        }
    }

    // MARK: Cells

    /// The bytes of the next cell; `ends` where the row does. Good until the next call.
    @inline(__always)
    private mutating func readCell(_ ends: inout Bool) -> UnsafeBufferPointer<UInt8> {
        if at < bytes.count, bytes[at] == Self.quote { return readQuoted(&ends) }
        let start = at
        while at < bytes.count {
            let byte = bytes[at]
            if byte == Self.comma {
                at += 1
                return UnsafeBufferPointer(rebasing: bytes[start..<at - 1])
            }
            if byte == Self.newline {
                at += 1
                ends = true
                let end = at - 1 > start && bytes[at - 2] == Self.carriageReturn ? at - 2 : at - 1
                return UnsafeBufferPointer(rebasing: bytes[start..<end])
            }
            at += 1
        }
        ends = true
        return UnsafeBufferPointer(rebasing: bytes[start..<at])
    }

    private mutating func readQuoted(_ ends: inout Bool) -> UnsafeBufferPointer<UInt8> {
        let opening = at
        unquoted.clear()
        at += 1
        while true {
            guard at < bytes.count else {
                fault(.unterminatedQuote, opening, opening + 1)
                break
            }
            let byte = bytes[at]
            at += 1
            if byte == Self.quote {
                guard at < bytes.count, bytes[at] == Self.quote else { break }
                at += 1
            }
            unquoted.append(byte)
        }
        let rest = at
        while at < bytes.count, bytes[at] != Self.comma, bytes[at] != Self.newline { at += 1 }
        if at > rest, !(at == rest + 1 && bytes[rest] == Self.carriageReturn) { fault(.textAfterQuote, rest, at) }
        ends = at >= bytes.count || bytes[at] == Self.newline
        if at < bytes.count { at += 1 }
        return unquoted.bytes
    }

    /// Passes over a line that holds nothing.
    private mutating func skipEmptyLine() -> Bool {
        if bytes[at] == Self.newline {
            at += 1
            return true
        }
        guard bytes[at] == Self.carriageReturn, at + 1 < bytes.count, bytes[at + 1] == Self.newline else { return false }
        at += 2
        return true
    }

    /// Of the first lines, about.
    private func lineWidth() -> Int {
        var (lines, end) = (0, at)
        while end < bytes.count, lines < 100 {
            if bytes[end] == Self.newline { lines += 1 }
            end += 1
        }
        return lines == 0 ? bytes.count - at : (end - at) / lines
    }

    // MARK: Types

    /// The narrowest type that all cells of a column have; text where there is none.
    private mutating func infer(_ count: Int, from start: Int) -> [CellType] {
        var open = [[CellType]](repeating: [.integer, .float, .boolean, .date], count: count)
        var filled = [Bool](repeating: false, count: count)
        at = start
        while at < bytes.count {
            if skipEmptyLine() { continue }
            var ends = false
            var column = 0
            while !ends {
                let cell = readCell(&ends)
                if column < count, !cell.isEmpty, !open[column].isEmpty {
                    filled[column] = true
                    open[column].removeAll { !CellReader.reads(cell, as: $0) }
                }
                column += 1
            }
        }
        faults = []
        return (0..<count).map { filled[$0] ? open[$0].first ?? .string : .string }
    }
}

/// Bytes that are written over and over.
private final class ByteScratch {
    private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)
    private var count = 0

    deinit { memory.deallocate() }

    /// Good until the next change.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[0..<count]) }

    func clear() { count = 0 }

    func append(_ byte: UInt8) {
        if count == memory.count {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * count)
            _ = larger.initialize(from: memory)
            memory.deallocate()
            memory = larger
        }
        memory[count] = byte
        count += 1
    }
}
