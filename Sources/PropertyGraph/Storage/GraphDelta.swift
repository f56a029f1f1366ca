/// What has been written since the base was laid out. Nodes and relationships of the base that were
/// changed stand here whole, under their old ids; new ones have ids from the base's counts on.
package struct GraphDelta: Sendable {
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
    /// What a node or relationship of the base was before it was deleted stands there.
    var deletedNodes = IDSet()
    var deletedRelationships = IDSet()
    /// The keys of `nodes` and of `relationships`.
    private(set) var writtenNodes = IDSet()
    private(set) var writtenRelationships = IDSet()
    /// New relationships by the node they start at, and end at.
    var outgoing: [Int32: [Int32]] = [:]
    var incoming: [Int32: [Int32]] = [:]
    /// Every node written, in the order of writing, as often as it was.
    var log: [Int32] = []
    /// Every relationship written, likewise.
    var relationshipLog: [Int32] = []
    /// Relationships from here on are new, those below it are changed ones of the base.
    var firstNewRelationship: Int
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

    /// Where the properties of an entity with very many stand: of the one that was changed last.
    struct Places {
        var id: Int32
        var places: [Int: Int]
    }

    var nodePlaces: Places?
    var relationshipPlaces: Places?

    /// O(1), also where the same entity with very many properties is changed again and again.
    private static func set(_ key: Int, _ properties: inout [Property], _ id: Int32, _ known: inout Places?, to value: Value) {
        guard properties.count > 64, !value.isNull else {
            known = nil
            return properties.set(key, to: value)
        }
        if known?.id != id || known?.places.count != properties.count {
            known = Places(id: id, places: Dictionary(properties.enumerated().map { ($0.element.key, $0.offset) }) { $1 })
        }
        if let place = known?.places[key] {
            properties[place].value = value
        } else {
            known?.places[key] = properties.count
            properties.append(Property(key: key, value: value))
        }
    }

    mutating func put(_ node: Node, at id: Int32) {
        if nodePlaces?.id == id { nodePlaces = nil }
        if nodes.updateValue(node, forKey: id) == nil { nodeChangeCount += 1 }
        writtenNodes.insert(id)
        log.append(id)
    }

    mutating func delete(_ id: Int32) {
        if deletedNodes.insert(id).inserted { nodeChangeCount += 1 }
    }

    /// Changes a property of a node that stands here already, in place.
    mutating func set(_ key: Int, ofNode id: Int32, to value: Value) {
        guard let place = nodes.index(forKey: id) else { return }
        Self.set(key, &nodes.values[place].properties, id, &nodePlaces, to: value)
        log.append(id)
    }

    mutating func put(_ relationship: Relationship, at id: Int32) {
        if relationshipPlaces?.id == id { relationshipPlaces = nil }
        relationships[id] = relationship
        writtenRelationships.insert(id)
        relationshipLog.append(id)
    }

    /// Changes a property of a relationship that stands here already, in place.
    mutating func set(_ key: Int, ofRelationship id: Int32, to value: Value) {
        guard let place = relationships.index(forKey: id) else { return }
        Self.set(key, &relationships.values[place].properties, id, &relationshipPlaces, to: value)
        relationshipLog.append(id)
    }

    init(over base: GraphBase) {
        firstNewRelationship = base.relationshipCount
        nodeEnd = base.nodeCount
        relationshipEnd = base.relationshipCount
    }
}
