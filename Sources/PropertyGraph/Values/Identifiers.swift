/// A node of one graph: dense, from 0, grouped by label set. Means nothing in another graph.
public struct NodeID: Hashable, Comparable, Sendable {
    /// From 0.
    public let index: Int32
    /// The node with that index.
    @inlinable public init(_ index: Int32) { self.index = index }
    /// The node with that index, which must fit into 32 bits.
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    /// No node of any graph.
    public static let none = NodeID(Int32(-1))
    @inlinable public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// A relationship of one graph: dense, from 0, grouped by type and sorted by source within it.
public struct RelationshipID: Hashable, Comparable, Sendable {
    /// From 0.
    public let index: Int32
    /// The relationship with that index.
    @inlinable public init(_ index: Int32) { self.index = index }
    /// The relationship with that index, which must fit into 32 bits.
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    @inlinable public static func < (a: RelationshipID, b: RelationshipID) -> Bool { a.index < b.index }
}

/// A walk: one node more than relationships. A relationship may be walked against its direction.
public struct Path: Hashable, Sendable {
    /// From start to end, one more than relationships.
    public var nodes: [NodeID]
    /// From start to end.
    public var relationships: [RelationshipID]

    /// `nodes` must have one more element than `relationships`.
    public init(nodes: [NodeID], relationships: [RelationshipID]) {
        self.nodes = nodes
        self.relationships = relationships
    }
}
