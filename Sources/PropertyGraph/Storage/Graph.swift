/// A property graph as it stands: an immutable base and, where something was written, a delta over it.
/// A value: a copy taken before a write is the graph before the write.
public struct Graph: Sendable {
    /// The immutable part.
    public internal(set) var base: GraphBase
    /// Names of labels by number.
    public internal(set) var labels: SymbolTable
    /// Names of relationship types by number.
    public internal(set) var types: SymbolTable
    /// Names of property keys by number.
    public internal(set) var keys: SymbolTable
    var delta: GraphDelta?
    /// How often many things at once were changed without the delta.
    var columnChangeCount = 0
    /// Constraints and indexes.
    package var schema = GraphSchema()

    init(base: GraphBase) {
        self.base = base
        labels = base.labels
        types = base.types
        keys = base.keys
    }

    /// A graph without nodes.
    public static let empty = GraphBuilder().build()

    /// Whether nothing has been written over the base, whose tables are then the whole graph.
    public var hasNoWrites: Bool { delta == nil }

    /// Whether it leaves out a part of another graph with the same ids.
    public var isView: Bool { delta?.isView ?? false }

    /// Nodes and relationships that stand in the delta; what of the base was deleted takes a bit.
    public var writtenCount: Int { delta.map { $0.nodes.count + $0.relationships.count } ?? 0 }

    /// How often something was written over the base or declared: grows with each write, whether or not it made a difference.
    public var changeCount: Int { (delta?.changeCount ?? 0) + columnChangeCount + schema.changeCount }
    /// Entries of indexes over written nodes and relationships that were read so far.
    package var indexSteps: Int { delta?.index.stepCount ?? 0 }


    /// One more than the highest id of a node.
    public var nodeEnd: Int { delta?.nodeEnd ?? base.nodeCount }

    /// One more than the highest id of a relationship.
    public var relationshipEnd: Int { delta?.relationshipEnd ?? base.relationshipCount }

    /// Number of nodes that are not deleted. O(1), O(written nodes) after a write.
    public var nodeCount: Int {
        guard let delta else { return base.nodeCount }
        return delta.nodeEnd - delta.deletedNodes.count
    }

    /// Number of relationships that are not deleted. O(1), O(written relationships) after a write.
    public var relationshipCount: Int {
        guard let delta else { return base.relationshipCount }
        return delta.relationshipEnd - delta.deletedRelationships.count
    }
}

// MARK: - One entity at a time
//
// An id that the graph does not have, for it comes from another graph, is answered for too: such a node has no labels and
// no properties, such a relationship has no type and no ends. Where that would mislead, ask `contains` before.

extension Graph {
    /// Whether the graph has, or had before it was deleted, the node.
    public func contains(_ node: NodeID) -> Bool { node.index >= 0 && node.index < nodeEnd }

    /// Whether the graph has, or had before it was deleted, the relationship.
    public func contains(_ relationship: RelationshipID) -> Bool {
        relationship.index >= 0 && relationship.index < relationshipEnd
    }

    /// Label numbers, ascending.
    public func labelNumbers(of node: NodeID) -> [Int] {
        delta?.nodes[node.index]?.labels ?? base.table(of: node)?.labels ?? []
    }

    /// In the order in which the graph first met them.
    public func labels(of node: NodeID) -> [String] {
        labelNumbers(of: node).map { labels[$0] }
    }

    /// Property of a node by key number; null where there is none.
    public func property(_ key: Int, of node: NodeID) -> Value {
        if let changed = delta?.nodes[node.index] { return changed.properties.value(of: key) }
        guard let table = base.table(of: node) else { return .null }
        return table.columns[key]?.value(at: Int(node.index) - table.range.lowerBound) ?? .null
    }

    /// Property of a relationship by key number; null where there is none.
    public func property(_ key: Int, of relationship: RelationshipID) -> Value {
        if let changed = delta?.relationships[relationship.index] { return changed.properties.value(of: key) }
        guard let table = base.table(of: relationship) else { return .null }
        return table.columns[key]?.value(at: Int(relationship.index) - table.range.lowerBound) ?? .null
    }

    /// Property by name; null where there is none.
    public func property(_ key: String, of node: NodeID) -> Value {
        keys.number(of: key).map { property($0, of: node) } ?? .null
    }

    /// Property of a relationship by name; null where there is none.
    public func property(_ key: String, of relationship: RelationshipID) -> Value {
        keys.number(of: key).map { property($0, of: relationship) } ?? .null
    }

    /// All properties of a node by name, without nulls.
    public func properties(of node: NodeID) -> PropertyMap {
        map(draft(of: node).properties)
    }

    /// All properties of a relationship by name, without nulls.
    public func properties(of relationship: RelationshipID) -> PropertyMap {
        map(draft(of: relationship)?.properties ?? [])
    }

    /// The type of a relationship.
    public func type(of relationship: RelationshipID) -> String {
        typeNumber(of: relationship).map { types[$0] } ?? ""
    }

    package func typeNumber(of relationship: RelationshipID) -> Int? {
        delta?.relationships[relationship.index]?.type ?? base.table(of: relationship)?.type
    }

    /// The nodes that a relationship starts and ends at.
    public func ends(of relationship: RelationshipID) -> (source: NodeID, target: NodeID) {
        if let changed = delta?.relationships[relationship.index] {
            return (NodeID(changed.source), NodeID(changed.target))
        }
        guard let table = base.table(of: relationship) else { return (.none, .none) }
        let row = Int(relationship.index) - table.range.lowerBound
        return (NodeID(table.sources[row]), NodeID(table.targets[row]))
    }

    /// Whether a node of this graph was deleted since somebody took hold of it.
    public func isDeleted(_ node: NodeID) -> Bool {
        delta?.deletedNodes.contains(node.index) ?? false
    }

    /// Whether a relationship of this graph was deleted since somebody took hold of it.
    public func isDeleted(_ relationship: RelationshipID) -> Bool {
        delta?.deletedRelationships.contains(relationship.index) ?? false
    }

    private func map(_ properties: [GraphDelta.Property]) -> PropertyMap {
        var map = PropertyMap()
        for property in properties { map[keys[property.key]] = property.value }
        return map
    }
}

extension [GraphDelta.Property] {
    func value(of key: Int) -> Value {
        first { $0.key == key }?.value ?? .null
    }
}

// MARK: - Whole labels and types

extension Graph {
    /// The nodes that carry all the labels, ascending; all nodes for none. O(nodes with the labels + delta).
    public func nodes(withLabels wanted: [Int] = []) -> [NodeID] {
        var found: [NodeID] = []
        forEachRun(withLabels: wanted) { range in for index in range { found.append(NodeID(index)) } }
        return found
    }

    /// Calls `body` with runs of consecutive ids of nodes that carry all the labels.
    public func forEachRun(withLabels wanted: [Int], _ body: (Range<Int>) -> Void) {
        forEachRun(where: { own in wanted.allSatisfy(own.contains) }, body)
    }

    /// Calls `body` with runs of consecutive ids of nodes whose label numbers `admits` takes.
    public func forEachRun(where admits: ([Int]) -> Bool, _ body: (Range<Int>) -> Void) {
        let tables = base.nodeTables.filter { admits($0.labels) }
        guard let delta else {
            for table in tables { body(table.range) }
            return
        }
        let written = delta.index.ordered(in: delta)
        var next = 0
        for table in tables {
            var start = table.range.lowerBound
            while next < written.count, written[next] < start { next += 1 }
            while next < written.count, written[next] < table.range.upperBound {
                let index = Int(written[next])
                if start < index { body(start..<index) }
                start = index + 1
                next += 1
            }
            if start < table.range.upperBound { body(start..<table.range.upperBound) }
        }
        var run = 0..<0
        for index in written {
            guard let node = delta.nodes[index], !delta.deletedNodes.contains(index), admits(node.labels) else { continue }
            if run.upperBound != Int(index) {
                if !run.isEmpty { body(run) }
                run = Int(index)..<Int(index)
            }
            run = run.lowerBound..<Int(index) + 1
        }
        if !run.isEmpty { body(run) }
    }

    /// Number of nodes with the label, by its number. O(tables + delta).
    public func nodeCount(withLabel label: Int) -> Int {
        var count = 0
        forEachRun(withLabels: [label]) { count += $0.count }
        return count
    }

    /// All relationships, of one type where given.
    public func relationships(ofType type: Int? = nil) -> [RelationshipID] {
        var found: [RelationshipID] = []
        for table in base.relationshipTables where type == nil || table.type == type {
            for index in table.range {
                let id = RelationshipID(index)
                if !isDeleted(id), delta?.relationships[id.index] == nil { found.append(id) }
            }
        }
        if let delta {
            for (index, relationship) in delta.relationships.all
            where !delta.deletedRelationships.contains(index) && (type == nil || relationship.type == type) {
                found.append(RelationshipID(index))
            }
        }
        return found
    }

    /// Number of relationships of the type, by its number. O(1), O(delta) after a write.
    public func relationshipCount(ofType type: Int) -> Int {
        hasNoWrites ? base.table(ofType: type)?.range.count ?? 0 : relationships(ofType: type).count
    }

    /// Labels, types and property keys in use: the symbol tables also remember names that nothing has any more.
    public func labelsInUse() -> Set<String> {
        var found: Set<Int> = []
        if hasNoWrites {
            for table in base.nodeTables { found.formUnion(table.labels) }
        } else {
            for node in nodes() { found.formUnion(labelNumbers(of: node)) }
        }
        return Set(found.map { labels[$0] })
    }
}

// MARK: - Neighbours

extension Graph {
    /// Calls `body` with each relationship written since the base that touches the node, and the node at its
    /// other end. `types` nil stands for any.
    @inline(__always)
    public func forEachWritten(
        from node: Int32, outgoing: Bool, types: Set<Int>?, _ body: (_ relationship: Int32, _ neighbour: Int32) -> Void
    ) {
        guard let delta else { return }
        (outgoing ? delta.outgoing : delta.incoming).forEach(of: node) { id in
            guard !delta.deletedRelationships.contains(id), let relationship = delta.relationships[id], types?.contains(relationship.type) ?? true else { return }
            body(id, outgoing ? relationship.target : relationship.source)
        }
    }

    /// How many relationships `forEachWritten` goes over, whatever their types. O(1).
    public func writtenDegree(of node: Int32, outgoing: Bool) -> Int {
        (outgoing ? delta?.outgoing : delta?.incoming)?.count(of: node) ?? 0
    }

    /// As `forEachWritten`, of those that lead to one node alone. O(written relationships between the two), the first time
    /// O(all written relationships).
    public func forEachWritten(
        from node: Int32, to wanted: Int32, outgoing: Bool, types: Set<Int>?, _ body: (_ relationship: Int32) -> Void
    ) {
        guard let delta else { return }
        let (near, far) = outgoing ? (delta.outgoing, delta.incoming) : (delta.incoming, delta.outgoing)
        let (nearCount, farCount) = (near.count(of: node), far.count(of: wanted))
        if nearCount == 0 || farCount == 0 { return }
        // Between two nodes that both have many, the index has those that matter.
        let ids = min(nearCount, farCount) > 16
            ? delta.index.relationships(from: outgoing ? node : wanted, to: outgoing ? wanted : node, in: delta)
            : nearCount <= farCount ? near.ids(of: node) : far.ids(of: wanted)
        for id in ids where !delta.deletedRelationships.contains(id) {
            let relationship = delta.relationships[id]!
            let (source, target) = outgoing ? (node, wanted) : (wanted, node)
            guard relationship.source == source, relationship.target == target else { continue }
            if let types, !types.contains(relationship.type) { continue }
            body(id)
        }
    }

    /// Every relationship that touches the node, loops once.
    public func relationships(touching node: NodeID) -> [RelationshipID] {
        relationships(touching: [node.index]).map { RelationshipID($0) }
    }

    /// As above, of many nodes: one between two of them comes twice. O(nodes × types + relationships).
    package func relationships(touching nodes: [Int32]) -> [Int32] {
        var found: [Int32] = []
        for table in base.relationshipTables {
            let first = Int32(table.range.lowerBound)
            for node in nodes where Int(node) < base.nodeCount {
                for position in table.outgoing.positions(of: Int(node)) { found.append(first + Int32(table.outgoing.row(at: position))) }
                for position in table.incoming.positions(of: Int(node)) where table.incoming.neighbours[position] != node {
                    found.append(first + Int32(table.incoming.row(at: position)))
                }
            }
        }
        guard let delta else { return found }
        for node in nodes {
            forEachWritten(from: node, outgoing: true, types: nil) { id, _ in found.append(id) }
            forEachWritten(from: node, outgoing: false, types: nil) { id, neighbour in if neighbour != node { found.append(id) } }
        }
        return found.filter { !delta.deletedRelationships.contains($0) }
    }

    /// Those of the nodes that are there, ascending, each once. O(n log n), O(n) where they are ascending.
    package func undeleted(_ nodes: [Int32]) -> [Int32] {
        let isAscending = zip(nodes, nodes.dropFirst()).allSatisfy { $0 < $1 }
        let ids = isAscending ? nodes : Set(nodes).sorted()
        return ids.filter { contains(NodeID($0)) && !isDeleted(NodeID($0)) }
    }
}
