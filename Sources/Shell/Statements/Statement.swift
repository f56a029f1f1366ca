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
    /// The lines that the statement stands on.
    let lines: SourceText
    /// Where it begins in `lines`, in UTF-8.
    let offset: Int

    /// The text as the engine gets it; its places are put right by `placed`.
    var source: SourceText { SourceText(text, name: lines.name) }

    /// Diagnostics that point into `text` made to point into the lines around it,
    /// so that line and column are those of the file.
    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        var copy = diagnostic
        if let source = copy.source, source.text != text || source.name != lines.name { return copy }
        copy.source = lines
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
