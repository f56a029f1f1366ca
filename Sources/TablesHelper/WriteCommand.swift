import Platform
import SheetRows

/// Reads the lines of a workbook on standard input and writes it to a file.
struct WriteCommand {
    private let path: String

    init(_ words: [String]) throws(TableFault) {
        guard words.count == 1 else { throw TableFault(code: "Usage", sentence: "write takes the name of a file", hint: nil) }
        path = words[0]
    }

    func run() throws(TableFault) {
        let workbook = WorkbookWriter(path)
        var input = InputLines()
        var isWhole = false
        while let bytes = input.next() {
            guard let line = SheetLine(bytes) else { throw Self.unreadable }
            if line == .end {
                isWhole = true
                break
            }
            try workbook.take(line)
        }
        guard isWhole else { throw Self.unreadable }
        try workbook.close()
    }

    private static let unreadable = TableFault(code: "Usage", sentence: "the lines of the workbook were cut short", hint: nil)
}

/// The lines of standard input, read in portions.
struct InputLines {
    private var buffer: [UInt8] = []
    private var at = 0
    private var atEnd = false

    /// Without its line end; nil at the end.
    mutating func next() -> ArraySlice<UInt8>? {
        var from = at
        while true {
            if let end = buffer[from...].firstIndex(of: 0x0A) {
                defer { at = end + 1 }
                return buffer[at..<end]
            }
            if atEnd { return nil }
            from = buffer.count - at
            buffer.removeFirst(at)
            at = 0
            fill()
        }
    }

    private mutating func fill() {
        let size = 1 << 16
        let start = buffer.count
        buffer += [UInt8](repeating: 0, count: size)
        var count = 0
        repeat {
            count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress! + start, size) }
        } while count < 0 && errno == EINTR
        buffer.removeLast(size - max(0, count))
        if count <= 0 { atEnd = true }
    }
}
