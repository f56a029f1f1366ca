import Diagnostics

/// Divides a script into statements at the `;` that stand outside strings, comments and backquotes.
/// It does not look whether they are statements of the language.
public struct StatementSplitter: Sendable {
    /// The statements that end in `;`, without it. Empty ones are left out.
    public let statements: [Part]
    /// What follows the last `;`, if it holds a token.
    public let rest: Part?
    /// Why the script cannot end here; nil where it can.
    public let unfinished: Unfinished?

    /// A statement with its place in the script.
    public struct Part: Sendable {
        /// From the first token to the last, comments before and after left out.
        public let span: SourceSpan
        /// The line of its first token, counted as `SourceText` does.
        public let line: Int
        /// The text of the statement, without `;`.
        public let text: String
    }

    /// What is still open at the end of the script.
    public enum Unfinished: Sendable {
        /// Tokens without a `;` behind them.
        case statement
        /// An opening quote, backquote or `/*` without its end.
        case string, quotedName, comment
    }

    /// O(length).
    public init(_ source: SourceText) {
        var tokenizer = Tokenizer(source)
        var lines = LineCounter(line: source.firstLine)
        var statements: [Part] = []
        var span: SourceSpan?
        var unfinished: Unfinished?
        func part(_ span: SourceSpan) -> Part {
            Part(
                span: span, line: lines.line(at: span.start, in: tokenizer.bytes),
                text: String(decoding: tokenizer.bytes[span.start..<span.end], as: UTF8.self))
        }
        scan: while true {
            let token = tokenizer.next()
            switch token.kind {
            case .end: break scan
            case .comment: continue
            case .semicolon:
                if let span { statements.append(part(span)) }
                span = nil
                continue
            case .invalid(.unterminatedComment):
                unfinished = .comment
                continue
            case .invalid(.unterminatedString): unfinished = .string
            case .invalid(.unterminatedName): unfinished = .quotedName
            default: break
            }
            span = span.map { $0.union(token.span) } ?? token.span
        }
        self.statements = statements
        rest = span.map(part)
        self.unfinished = unfinished ?? (span == nil ? nil : .statement)
    }

    /// Counts on from the last place asked for, so that a script is walked once.
    private struct LineCounter {
        var line: Int
        var at = 0

        mutating func line(at offset: Int, in bytes: [UInt8]) -> Int {
            while at < offset {
                let byte = bytes[at]
                at += 1
                if byte == 0x0A || (byte == 0x0D && !(at < bytes.count && bytes[at] == 0x0A)) { line += 1 }
            }
            return line
        }
    }
}
