import Diagnostics

/// A name as it stands in the text: variable, label, type, property key or function.
public struct Name: SyntaxNode {
    /// Without backquotes.
    public var text: String
    public var span: SourceSpan

    package init(_ text: String, _ span: SourceSpan) {
        self.text = text
        self.span = span
    }
}
