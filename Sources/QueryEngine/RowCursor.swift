public import Diagnostics
public import PropertyGraph

/// The rows of a running query, a batch at a time.
public final class RowCursor {
    public let columns: [String]
    /// The graph that nodes and relationships in the rows belong to.
    public let graph: Graph

    init(columns: [String], graph: Graph) {
        self.columns = columns
        self.graph = graph
    }

    /// The next rows (at least one), or nil at the end. Throws runtime faults, a passed time limit and a cancellation.
    public func next() throws(Diagnostics) -> [[Value]]? {
        nil
    }
}
