import Diagnostics

/// One thing to execute, and where it stands in what was typed or read.
public struct Statement: Sendable {
    public enum Kind: Sendable {
        /// Of the query language; ends at `;`.
        case query
        /// Begins with the name of a command; ends at its line.
        case command
        /// `:help` and its like; ends at its line.
        case colon
        /// Begins with a word that begins nothing.
        case unknown
    }

    public let kind: Kind
    /// Without the `;` at its end.
    public let text: String
    private let name: String?
    /// What it was read from, and where in it.
    private let bytes: [UInt8]
    private let place: SourceSpan
    /// Where its first line begins, and the number of that line.
    private let lineStart: Int
    private let firstLine: Int

    /// `span` and `lineStart` are offsets in `bytes`, which holds whole lines.
    init(kind: Kind, span: SourceSpan, in bytes: [UInt8], lineStart: Int, firstLine: Int, name: String?) {
        self.kind = kind
        self.bytes = bytes
        self.name = name
        self.lineStart = lineStart
        self.firstLine = firstLine
        place = span
        text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }

    /// The lines that the statement stands on.
    private var lines: SourceText {
        let end = bytes[place.end...].firstIndex(of: 0x0A) ?? bytes.count
        return SourceText(String(decoding: bytes[lineStart..<end], as: UTF8.self), name: name, firstLine: firstLine)
    }

    /// The text as the engine gets it; its places are put right by `placed`.
    var source: SourceText { SourceText(text, name: name) }

    /// Diagnostics that point into `text` made to point into the lines around it,
    /// so that line and column are those of the file.
    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        var copy = diagnostic
        if let source = copy.source, source.text != text || source.name != name { return copy }
        copy.source = lines
        let offset = place.start - lineStart
        copy.span = copy.span.map { SourceSpan($0.start + offset, $0.end + offset) }
        return copy
    }

    func placed(_ diagnostics: Diagnostics) -> Diagnostics {
        Diagnostics(diagnostics.list.map(placed), omitted: diagnostics.omitted)
    }

    /// The whole statement.
    var span: SourceSpan { SourceSpan(0, text.utf8.count) }

    /// Its first word, in the characters that a command name can have.
    var firstWord: Substring { text.prefix { !$0.isWhitespace && $0 != ";" } }
}
