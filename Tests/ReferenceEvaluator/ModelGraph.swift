public import PropertyGraph

/// A property graph in plain arrays: what the naive evaluator reads and writes. Shares only values and ids with the engine's.
public struct ModelGraph {
    public struct Node: Equatable {
        public var labels: Set<String>
        public var properties: PropertyMap
    }

    public struct Relationship: Equatable {
        public var type: String
        public var source: NodeID
        public var target: NodeID
        public var properties: PropertyMap
    }

    /// By id; nil where deleted.
    private(set) var nodes: [Node?] = []
    private(set) var relationships: [Relationship?] = []
    /// By id of a node: the relationships that touch it, loops once.
    private var touching: [[RelationshipID]] = []

    public init() {}

    /// A copy of what the engine's graph holds, under the same ids.
    public init(_ graph: Graph) {
        nodes = Array(repeating: nil, count: graph.nodeEnd)
        touching = Array(repeating: [], count: graph.nodeEnd)
        relationships = Array(repeating: nil, count: graph.relationshipEnd)
        for node in graph.nodes() {
            nodes[Int(node.index)] = Node(labels: Set(graph.labels(of: node)), properties: graph.properties(of: node))
        }
        for id in graph.relationships() {
            let (source, target) = graph.ends(of: id)
            put(
                Relationship(type: graph.type(of: id), source: source, target: target, properties: graph.properties(of: id)), at: id)
        }
    }

    private mutating func put(_ relationship: Relationship, at id: RelationshipID) {
        relationships[Int(id.index)] = relationship
        touching[Int(relationship.source.index)].append(id)
        if relationship.target != relationship.source { touching[Int(relationship.target.index)].append(id) }
    }

    // MARK: Reading

    public var nodeIDs: [NodeID] { nodes.indices.filter { nodes[$0] != nil }.map { NodeID($0) } }
    public var relationshipIDs: [RelationshipID] { relationships.indices.filter { relationships[$0] != nil }.map { RelationshipID($0) } }
    var relationshipEnd: Int { relationships.count }

    func relationships(touching node: NodeID) -> [RelationshipID] { touching[Int(node.index)] }

    func node(_ id: NodeID) throws -> Node {
        guard let node = nodes[Int(id.index)] else { throw NaiveFault.deleted }
        return node
    }

    func relationship(_ id: RelationshipID) throws -> Relationship {
        guard let relationship = relationships[Int(id.index)] else { throw NaiveFault.deleted }
        return relationship
    }

    // MARK: Writing

    mutating func createNode(labels: [String], properties: PropertyMap) -> NodeID {
        nodes.append(Node(labels: Set(labels), properties: properties.filter { !$0.value.isNull }))
        touching.append([])
        return NodeID(nodes.count - 1)
    }

    mutating func createRelationship(_ relationship: Relationship) -> RelationshipID {
        var relationship = relationship
        relationship.properties = relationship.properties.filter { !$0.value.isNull }
        relationships.append(nil)
        let id = RelationshipID(relationships.count - 1)
        put(relationship, at: id)
        return id
    }

    mutating func change(_ id: NodeID, _ change: (inout Node) -> Void) throws {
        var node = try node(id)
        change(&node)
        node.properties = node.properties.filter { !$0.value.isNull }
        nodes[Int(id.index)] = node
    }

    mutating func change(_ id: RelationshipID, _ change: (inout PropertyMap) -> Void) throws {
        var relationship = try relationship(id)
        change(&relationship.properties)
        relationship.properties = relationship.properties.filter { !$0.value.isNull }
        relationships[Int(id.index)] = relationship
    }

    mutating func delete(_ id: RelationshipID) {
        guard let relationship = relationships[Int(id.index)] else { return }
        relationships[Int(id.index)] = nil
        for end in [relationship.source, relationship.target] { touching[Int(end.index)].removeAll { $0 == id } }
    }

    mutating func delete(_ id: NodeID) { nodes[Int(id.index)] = nil }

    // MARK: Comparing

    /// Equal for equal graphs whatever the ids: a line per node and per relationship, in which ends stand as what surrounds
    /// them to a distance of three.
    public var outline: [String] {
        let ids = nodeIDs
        let own = Dictionary(uniqueKeysWithValues: ids.map { id in
            let node = nodes[Int(id.index)]!
            return (id, "(\(node.labels.sorted())\(Self.text(node.properties)))")
        })
        var colors = own.mapValues { stableHash($0) }
        for _ in 0..<3 {
            var next = colors
            for id in ids {
                var around = touching[Int(id.index)].flatMap { number -> [UInt64] in
                    let relationship = relationships[Int(number.index)]!
                    let text = "\(relationship.type)\(Self.text(relationship.properties))"
                    var found: [UInt64] = []
                    if relationship.source == id { found.append(stableHash("\(text)>\(colors[relationship.target]!)")) }
                    if relationship.target == id { found.append(stableHash("\(text)<\(colors[relationship.source]!)")) }
                    return found
                }
                around.sort()
                next[id] = stableHash("\(own[id]!)\(colors[id]!)\(around)")
            }
            colors = next
        }
        let lines = ids.map { "\(own[$0]!) #\(colors[$0]!)" }
        let links = relationshipIDs.map { id in
            let relationship = relationships[Int(id.index)]!
            return "\(own[relationship.source]!)#\(colors[relationship.source]!)-[:\(relationship.type)\(Self.text(relationship.properties))]->"
                + "\(own[relationship.target]!)#\(colors[relationship.target]!)"
        }
        return lines.sorted() + links.sorted()
    }

    /// 1 and 1.0 differ here, as they are stored as what they are.
    private static func text(_ properties: PropertyMap) -> String {
        "{" + properties.sorted { $0.key < $1.key }.map { "\($0.key): \(Graph.empty.text(of: $0.value))" }.joined(separator: ", ") + "}"
    }
}

/// FNV-1a: the same in every process.
private func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
