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
    var index = DeltaIndex()
    /// One more than the highest id given out.
    var nodeEnd: Int
    var relationshipEnd: Int
    /// How often something was written.
    var changeCount = 0

    mutating func put(_ node: Node, at id: Int32) {
        nodes[id] = node
        log.append(id)
    }

    init(over base: GraphBase) {
        nodeEnd = base.nodeCount
        relationshipEnd = base.relationshipCount
    }
}
