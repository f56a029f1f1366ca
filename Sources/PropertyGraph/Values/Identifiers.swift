/// A node of one graph: dense, from 0, grouped by label set. Means nothing in another graph.
public struct NodeID: Hashable, Comparable, Sendable {
    public let index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    /// No node of any graph.
    public static let none = NodeID(Int32(-1))
    @inlinable public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// A relationship of one graph: dense, from 0, grouped by type and sorted by source within it.
public struct RelationshipID: Hashable, Comparable, Sendable {
    public let index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    @inlinable public static func < (a: RelationshipID, b: RelationshipID) -> Bool { a.index < b.index }
}

/// A walk: one node more than relationships. A relationship may be walked against its direction.
public struct Path: Hashable, Sendable {
    public var nodes: [NodeID]
    public var relationships: [RelationshipID]

    public init(nodes: [NodeID], relationships: [RelationshipID]) {
        self.nodes = nodes
        self.relationships = relationships
    }
}
