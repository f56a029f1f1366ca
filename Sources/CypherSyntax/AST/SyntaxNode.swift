public import Diagnostics

/// A part of the tree that knows its place in the source text.
public protocol SyntaxNode: Sendable {
    /// From the first token of the part to its last.
    var span: SourceSpan { get }
}
