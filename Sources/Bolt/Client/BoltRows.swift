public import PropertyGraph

/// Makes values of what a server sends. Nodes and relationships become those of a graph that grows with them: the same one, however often it comes.
public struct BoltRows {
    /// All nodes and relationships so far.
    public private(set) var graph = Graph.empty
    private var nodes: [String: NodeID] = [:]
    private var relationships: [String: RelationshipID] = [:]

    public init() {}

    /// Throws for what is not a value of the language.
    public mutating func values(_ row: [PackedValue]) throws(BoltValueReader.Fault) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(row.count)
        for packed in row { values.append(try value(packed)) }
        return values
    }

    private mutating func value(_ packed: PackedValue) throws(BoltValueReader.Fault) -> Value {
        switch packed {
        case .list(let items): return .list(ValueList(try values(items)))
        case .map(let entries): return .map(ValueMap(try map(entries)))
        case .bytes(let bytes): return .list(ValueList(bytes.map { .integer(Int($0)) }))
        case .structure(tag: 0x4E, let fields): return .node(try node(fields))
        case .structure(tag: 0x52, let fields): return .relationship(try relationship(fields))
        case .structure(tag: 0x50, let fields): return .path(try path(fields))
        // A point of two or three dimensions: its coordinates and the number of their system.
        case .structure(tag: 0x58, let fields), .structure(tag: 0x59, let fields):
            var point: PropertyMap = [:]
            for (name, field) in zip(["srid", "x", "y", "z"], fields) { point[name] = try value(field) }
            return .map(ValueMap(point))
        default: return try BoltValueReader.value(packed)
        }
    }

    private mutating func map(_ entries: [PackedValue.Entry]) throws(BoltValueReader.Fault) -> PropertyMap {
        var map: PropertyMap = [:]
        for entry in entries { map[entry.key] = try value(entry.value) }
        return map
    }

    // MARK: Entities

    private static let unreadable = BoltValueReader.Fault(reason: "a node, a relationship or a path does not have the fields that it should")

    /// Element ids since version 5, numbers before.
    private static func key(_ fields: [PackedValue], number: Int, text: Int) -> String? {
        if fields.indices.contains(text), let id = fields[text].text { return id }
        return fields.indices.contains(number) ? fields[number].number.map(String.init) : nil
    }

    private mutating func node(_ fields: [PackedValue]) throws(BoltValueReader.Fault) -> NodeID {
        guard let key = Self.key(fields, number: 0, text: 3), fields.count >= 3, case .list(let labels) = fields[1], case .map(let properties) = fields[2] else {
            throw Self.unreadable
        }
        // A relationship may have come before its end: then its labels and properties come now.
        if let known = nodes[key] {
            let properties = try map(properties)
            if graph.labels(of: known).isEmpty, graph.properties(of: known).isEmpty {
                graph.addLabels(labels.compactMap(\.text), to: known)
                graph.replaceProperties(of: known, with: properties)
            }
            return known
        }
        let made = graph.createNode(labels: labels.compactMap(\.text), properties: try map(properties))
        nodes[key] = made
        return made
    }

    /// The end of a relationship, of which nothing else is known yet.
    private mutating func end(_ key: String) -> NodeID {
        if let known = nodes[key] { return known }
        let made = graph.createNode(labels: [], properties: [:])
        nodes[key] = made
        return made
    }

    private mutating func relationship(_ fields: [PackedValue]) throws(BoltValueReader.Fault) -> RelationshipID {
        guard let key = Self.key(fields, number: 0, text: 5), let source = Self.key(fields, number: 1, text: 6),
            let target = Self.key(fields, number: 2, text: 7), fields.count >= 5, let type = fields[3].text, case .map(let properties) = fields[4]
        else { throw Self.unreadable }
        return try relationship(key, type, from: end(source), to: end(target), properties)
    }

    private mutating func relationship(
        _ key: String, _ type: String, from source: NodeID, to target: NodeID, _ properties: [PackedValue.Entry]
    ) throws(BoltValueReader.Fault) -> RelationshipID {
        if let known = relationships[key] { return known }
        let made = graph.createRelationship(type: type, from: source, to: target, properties: try map(properties))
        relationships[key] = made
        return made
    }

    /// Nodes, then relationships without their ends, then for each step the number of its relationship, from 1 and negative where it is walked
    /// against its direction, and of the node that it leads to.
    private mutating func path(_ fields: [PackedValue]) throws(BoltValueReader.Fault) -> Path {
        guard fields.count == 3, case .list(let some) = fields[0], case .list(let unbound) = fields[1], case .list(let steps) = fields[2],
            steps.count.isMultiple(of: 2), !some.isEmpty
        else { throw Self.unreadable }
        var known: [NodeID] = []
        for item in some {
            guard case .structure(tag: 0x4E, let fields) = item else { throw Self.unreadable }
            known.append(try node(fields))
        }
        var path = (nodes: [known[0]], relationships: [RelationshipID]())
        for index in stride(from: 0, to: steps.count, by: 2) {
            guard let number = steps[index].number, let next = steps[index + 1].number, known.indices.contains(next),
                number != 0, number != .min, unbound.indices.contains(abs(number) - 1),
                case .structure(tag: 0x72, let fields) = unbound[abs(number) - 1], fields.count >= 3,
                let key = Self.key(fields, number: 0, text: 3), let type = fields[1].text, case .map(let properties) = fields[2]
            else { throw Self.unreadable }
            let (from, to) = (path.nodes[path.nodes.count - 1], known[next])
            path.relationships.append(
                try relationship(key, type, from: number > 0 ? from : to, to: number > 0 ? to : from, properties))
            path.nodes.append(to)
        }
        return Path(nodes: path.nodes, relationships: path.relationships)
    }
}
