/// Turns diagnostics into text for people. The one place where place, sentence, caret and hint are laid out.
public struct DiagnosticRenderer: Sendable {
    /// ANSI colours around the severity and the caret.
    public var color: Bool
    /// What stands in brackets behind the message.
    public var naming: Naming

    /// What stands in brackets.
    public enum Naming: Sendable {
        /// `[UnknownID]`
        case code
        /// `[unknown-id]`
        case rule
    }

    /// Plain text with codes unless stated otherwise.
    public init(color: Bool = false, naming: Naming = .code) {
        self.color = color
        self.naming = naming
    }

    /// Lines without a final line end:
    /// ```
    /// script.cypher:3:8: error: variable `x` is not defined [UndefinedVariable]
    ///   RETURN x
    ///          ^
    ///   hint: did you mean y?
    /// ```
    public func render(_ diagnostic: Diagnostic) -> String {
        var head = ""
        var excerpt: [String] = []
        if let source = diagnostic.source {
            let name = source.name?.escapingControls
            if let span = diagnostic.span {
                let position = source.position(of: span.start)
                if let name { head = "\(name):\(position.line):\(position.column): " } else {
                    head = "\(position.line):\(position.column): "
                }
                excerpt = caretLines(position, span: span, in: source)
            } else if let name {
                head = "\(name): "
            }
        }
        let word = paint(diagnostic.severity.rawValue + ":", diagnostic.severity == .error ? "1;31" : "1;33")
        let code = diagnostic.fault.code
        let name = naming == .code ? code : RuleName.of(code: code)
        var lines = [head + word + " " + diagnostic.fault.sentence.escapingControls + " [" + name + "]"]
        lines += excerpt
        if let hint = diagnostic.fault.hint { lines.append("  hint: " + hint.escapingControls) }
        return lines.joined(separator: "\n")
    }

    /// All of them, one below the other, with a last line for those that were left out.
    public func render(_ diagnostics: Diagnostics) -> String {
        var parts = diagnostics.list.map(render)
        if diagnostics.omitted > 0 { parts.append("and \(diagnostics.omitted) more") }
        return parts.joined(separator: "\n")
    }

    /// The line, cut to a window around the span where it is long, and carets as wide as the span.
    private func caretLines(_ position: SourceText.Position, span: SourceSpan, in source: SourceText) -> [String] {
        let line = Array(position.lineText)
        let start = min(position.column - 1, line.count)
        let width = max(1, min(source[span].prefix { !$0.isNewline }.count, line.count - start))
        let window = 100
        var from = 0
        if line.count > window, start > window / 2 { from = min(start - window / 2, line.count - window) }
        let to = min(line.count, from + window)
        func visible(_ character: Character) -> String {
            character == "\t" ? " " : String(character).escapingControls
        }
        let shown = line[from..<to].map(visible).joined()
        let pad = String(repeating: " ", count: line[from..<start].map { visible($0).displayWidth }.reduce(0, +))
        let marked = line[start..<min(start + width, max(to, start))].map { visible($0).displayWidth }.reduce(0, +)
        let before = from > 0 ? "…" : ""
        let after = to < line.count ? "…" : ""
        return [
            "  " + before + shown + after,
            "  " + (from > 0 ? " " : "") + pad + paint(String(repeating: "^", count: max(1, marked)), "1;31"),
        ]
    }

    private func paint(_ text: String, _ code: String) -> String {
        color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
