public import Diagnostics
public import PropertyGraph
public import QueryEngine

/// What clients ask: made once, used by all connections.
public protocol BoltStore: Sendable {
    /// Whether statements may write.
    var isWritable: Bool { get }

    /// Whether a client may name the database: one graph of the store, or a part of it.
    func has(database: String) -> Bool

    /// The graph as it is now: what a reading statement or transaction sees to its end.
    func edition() -> BoltEdition

    /// Plans a statement over a database of a graph of the store.
    /// - Parameter isEdition: whether the graph is an edition as it was given, with nothing written over it.
    func prepare(
        _ text: String, parameters: Set<String>, over graph: Graph, database: String, isEdition: Bool, isReadOnly: Bool
    ) throws(Diagnostics) -> BoltPrepared

    /// Keeps what statements have made of an edition, all of it or nothing. False where another client has written since.
    func keep(_ statements: [BoltStatement], over edition: Int) throws(Diagnostics) -> Bool
}

/// A graph of a store, and its number.
public struct BoltEdition: Sendable {
    public var graph: Graph
    public var number: Int

    public init(graph: Graph, number: Int) {
        self.graph = graph
        self.number = number
    }
}

/// A planned statement, and what the store wants back when it is kept.
public struct BoltPrepared: Sendable {
    public var query: PreparedQuery
    public var inputs: any Sendable

    public init(query: PreparedQuery, inputs: any Sendable) {
        self.query = query
        self.inputs = inputs
    }
}

/// A statement that has written, and the graph that it has left.
public struct BoltStatement: Sendable {
    public var text: String
    public var parameters: [String: Value]
    public var prepared: BoltPrepared
    public var graph: Graph
}
