/// A text that faults can point into: a script, a line typed, a file of data.
public struct SourceText: Sendable {
    /// Shown before the position (`report.cypher`, `kb/nodes/Regulation.tsv`); nil for typed text.
    public let name: String?
    /// The whole text.
    public let text: String
    /// The line of the file on which `text` begins, from 1.
    public let firstLine: Int

    /// A text, with the name that is shown before positions.
    public init(_ text: String, name: String? = nil, firstLine: Int = 1) {
        self.text = text
        self.name = name
        self.firstLine = firstLine
    }

    /// A place in a text as people count it.
    public struct Position: Hashable, Sendable {
        /// From 1; counts LF, CR LF and lone CR as line ends.
        public let line: Int
        /// From 1, in grapheme clusters.
        public let column: Int
        /// The text of that line without its line end.
        public let lineText: String

        /// Line and column count from 1.
        public init(line: Int, column: Int, lineText: String) {
            self.line = line
            self.column = column
            self.lineText = lineText
        }
    }

    /// The text between two UTF-8 offsets, clamped to the text.
    public subscript(span: SourceSpan) -> String {
        let utf8 = text.utf8
        let count = utf8.count
        let start = utf8.index(utf8.startIndex, offsetBy: max(0, min(span.start, count)))
        let end = utf8.index(utf8.startIndex, offsetBy: max(0, min(max(span.start, span.end), count)))
        return String(decoding: utf8[start..<end], as: UTF8.self)
    }

    /// Where a UTF-8 offset lies. O(offset).
    public func position(of offset: Int) -> Position {
        let bytes = Array(text.utf8)
        let offset = max(0, min(offset, bytes.count))
        var line = firstLine
        var lineStart = 0
        var at = 0
        while at < offset {
            let byte = bytes[at]
            at += 1
            if byte == 0x0A || (byte == 0x0D && !(at < bytes.count && bytes[at] == 0x0A)) {
                line += 1
                lineStart = at
            }
        }
        var lineEnd = lineStart
        while lineEnd < bytes.count, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D { lineEnd += 1 }
        let before = String(decoding: bytes[lineStart..<max(lineStart, min(offset, lineEnd))], as: UTF8.self)
        return Position(
            line: line, column: before.count + 1,
            lineText: String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self))
    }
}
