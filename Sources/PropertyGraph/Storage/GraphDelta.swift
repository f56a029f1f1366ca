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
    private(set) var relationships: WrittenEntities<Relationship>
    /// What a node or relationship of the base was before it was deleted stands there.
    var deletedNodes = IDSet()
    var deletedRelationships = IDSet()
    /// The keys of `nodes` and of `relationships`.
    private(set) var writtenNodes = IDSet()
    private(set) var writtenRelationships = IDSet()
    /// New relationships by the node they start at, and end at.
    private(set) var outgoing = WrittenNeighbours()
    private(set) var incoming = WrittenNeighbours()
    /// Every node written, in the order of writing, as often as it was.
    var log: [Int32] = []
    /// Every relationship written, likewise.
    var relationshipLog: [Int32] = []
    /// Relationships from here on are new, those below it are changed ones of the base.
    var firstNewRelationship: Int {
        get { Int(relationships.first) }
        set { relationships.begin(at: newValue) }
    }
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
        relationships.put(relationship, at: id)
        writtenRelationships.insert(id)
        relationshipLog.append(id)
    }

    /// The next id, and the relationship at both its ends.
    mutating func add(_ relationship: Relationship) -> Int32 {
        let id = Int32(relationshipEnd)
        relationshipEnd += 1
        put(relationship, at: id)
        outgoing.append(id, at: relationship.source)
        incoming.append(id, at: relationship.target)
        return id
    }

    /// Room for that many new relationships.
    mutating func reserve(relationships more: Int) {
        relationships.reserve(more)
        outgoing.reserve(more)
        incoming.reserve(more)
        relationshipLog.reserve(more)
    }

    /// Changes a property of a relationship that stands here already, in place.
    mutating func set(_ key: Int, ofRelationship id: Int32, to value: Value) {
        var places = relationshipPlaces
        // Of two that hold the places, the one that changes them would copy them.
        relationshipPlaces = nil
        guard relationships.change(id, { Self.set(key, &$0.properties, id, &places, to: value) }) else { return }
        relationshipPlaces = places
        relationshipLog.append(id)
    }

    init(over base: GraphBase) {
        relationships = WrittenEntities(from: base.relationshipCount)
        nodeEnd = base.nodeCount
        relationshipEnd = base.relationshipCount
    }
}
