
public import PropertyGraph
public import QueryEngine

/// What clients ask: made once, used by all connections.
public protocol BoltStore: Sendable {
    /// Whether statements may write.
    var isWritable: Bool { get }

    /// The graph as it is now: what a reading statement or transaction sees to its end.
    func snapshot() -> Graph

    /// An engine over a graph of the store.
    func engine(over graph: Graph, isReadOnly: Bool) -> Engine

    /// Keeps what statements that began with `base` have made of it. Throws where another client has written since.
    func keep(_ statements: [BoltStatement], from base: Graph, to graph: Graph) throws(BoltFailure)
}

/// A statement that has written.
public struct BoltStatement: Sendable {
    public var text: String
    public var parameters: [String: Value]
}
