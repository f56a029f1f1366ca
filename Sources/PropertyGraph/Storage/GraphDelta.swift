/// What has been written since the base was laid out. Nodes and relationships of the base that were
/// changed stand here whole, under their old ids; new ones have ids from the base's counts on.
public struct GraphDelta: Sendable {
    struct Node: Sendable {
        /// Ascending.
        var labels: [Int]
        /// By key number, in the order of writing.
        var properties: [Property]
    }

    struct Relationship: Sendable {
        var type: Int
        var source: Int32
        var target: Int32
        var properties: [Property]
    }

    struct Property: Sendable {
        var key: Int
        var value: Value
    }

    /// New and changed nodes by id.
    var nodes: [Int32: Node] = [:]
    var relationships: [Int32: Relationship] = [:]
    var deletedNodes: Set<Int32> = []
    var deletedRelationships: Set<Int32> = []
    /// New relationships by the node they start at, and end at.
    var outgoing: [Int32: [Int32]] = [:]
    var incoming: [Int32: [Int32]] = [:]
    /// Every node written, in the order of writing, as often as it was.
    var log: [Int32] = []
    /// Every relationship written, likewise.
    var relationshipLog: [Int32] = []
    /// Relationships from here on are new, those below it are changed ones of the base.
    let firstNewRelationship: Int
    var index = DeltaIndex()
    /// One more than the highest id given out.
    var nodeEnd: Int
    var relationshipEnd: Int
    /// What stands as deleted is only hidden: it is there in another view of the graph.
    var isView = false
    /// How often something was written.
    var changeCount = 0
    /// How often a node was put here first, or deleted.
    private(set) var nodeChangeCount = 0

    mutating func put(_ node: Node, at id: Int32) {
        if nodes.updateValue(node, forKey: id) == nil { nodeChangeCount += 1 }
        log.append(id)
    }

    mutating func delete(_ id: Int32) {
        if deletedNodes.insert(id).inserted { nodeChangeCount += 1 }
    }

    /// Changes a property of a node that stands here already, in place.
    mutating func set(_ key: Int, ofNode id: Int32, to value: Value) {
        nodes[id]?.properties.set(key, to: value)
        log.append(id)
    }

    mutating func put(_ relationship: Relationship, at id: Int32) {
        relationships[id] = relationship
        relationshipLog.append(id)
    }

    /// Changes a property of a relationship that stands here already, in place.
    mutating func set(_ key: Int, ofRelationship id: Int32, to value: Value) {
        relationships[id]?.properties.set(key, to: value)
        relationshipLog.append(id)
    }

    init(over base: GraphBase) {
        firstNewRelationship = base.relationshipCount
        nodeEnd = base.nodeCount
        relationshipEnd = base.relationshipCount
    }
}
