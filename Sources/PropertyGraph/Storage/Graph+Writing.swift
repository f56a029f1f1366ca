// MARK: - Writing
//
// Each change is O(properties of the entity), beside one copy of the delta when another copy of the graph is still held: the
// session holds the graph before a statement, to go back to it. That copy is of tables as they lie in memory, and a session
// lays a delta out anew before it grows beyond 10,000 entities or a quarter of the graph. What is written can be found by
// `DeltaIndex`, which is not copied.

extension Graph {
    private mutating func withDelta<Result>(_ body: (inout GraphDelta) -> Result) -> Result {
        var delta = self.delta ?? GraphDelta(over: base)
        self.delta = nil
        if !delta.index.follows(delta.changeCount) { delta.index = DeltaIndex(steps: delta.index.stepCount, after: delta.changeCount + 1) }
        delta.changeCount += 1
        defer { self.delta = delta }
        return body(&delta)
    }

    private mutating func intern(_ properties: PropertyMap) -> [GraphDelta.Property] {
        properties.compactMap { entry in
            entry.value.isNull ? nil : GraphDelta.Property(key: keys.intern(entry.key), value: entry.value)
        }
    }

    /// Null properties are left out.
    public mutating func createNode(labels names: [String], properties: PropertyMap) -> NodeID {
        let numbers = Set(names.map { labels.intern($0) }).sorted()
        let properties = intern(properties)
        return withDelta { delta in
            let id = Int32(delta.nodeEnd)
            delta.nodeEnd += 1
            delta.put(GraphDelta.Node(labels: numbers, properties: properties), at: id)
            return NodeID(id)
        }
    }

    /// Null properties are left out. Both nodes must exist.
    public mutating func createRelationship(
        type: String, from source: NodeID, to target: NodeID, properties: PropertyMap
    ) -> RelationshipID {
        let type = types.intern(type)
        let properties = intern(properties)
        return withDelta { delta in
            RelationshipID(delta.add(GraphDelta.Relationship(type: type, source: source.index, target: target.index, properties: properties)))
        }
    }

    /// Null removes the property.
    public mutating func set(_ key: String, of node: NodeID, to value: Value) {
        let key = keys.intern(key)
        if delta?.nodes[node.index] != nil { return withDelta { $0.set(key, ofNode: node.index, to: value) } }
        guard contains(node) else { return }
        var draft = draft(of: node)
        draft.properties.set(key, to: value)
        withDelta { $0.put(draft, at: node.index) }
    }

    /// Null removes the property.
    public mutating func set(_ key: String, of relationship: RelationshipID, to value: Value) {
        let key = keys.intern(key)
        if delta?.relationships[relationship.index] != nil {
            return withDelta { $0.set(key, ofRelationship: relationship.index, to: value) }
        }
        guard var draft = draft(of: relationship) else { return }
        draft.properties.set(key, to: value)
        replace(relationship, draft)
    }

    /// As `set`, of many, one after the other; `value` answers for each of their places.
    package mutating func set(_ key: String, ofNodes ids: [Int32], oneByOne value: (Int) -> Value) {
        // Held on to, it would be copied.
        let areWritten = delta.map { delta in ids.allSatisfy { delta.nodes[$0] != nil } } ?? false
        guard areWritten else {
            for (place, id) in ids.enumerated() { set(key, of: NodeID(id), to: value(place)) }
            return
        }
        let number = keys.intern(key)
        withDelta { delta in for (place, id) in ids.enumerated() { delta.set(number, ofNode: id, to: value(place)) } }
    }

    /// As above, of relationships.
    package mutating func set(_ key: String, ofRelationships ids: [Int32], oneByOne value: (Int) -> Value) {
        // Held on to, it would be copied.
        let areWritten = delta.map { delta in ids.allSatisfy { delta.relationships[$0] != nil } } ?? false
        guard areWritten else {
            for (place, id) in ids.enumerated() { set(key, of: RelationshipID(id), to: value(place)) }
            return
        }
        let number = keys.intern(key)
        withDelta { delta in for (place, id) in ids.enumerated() { delta.set(number, ofRelationship: id, to: value(place)) } }
    }

    /// Removes all properties of the node and sets these; null properties are left out.
    public mutating func replaceProperties(of node: NodeID, with properties: PropertyMap) {
        guard contains(node) else { return }
        var draft = draft(of: node)
        draft.properties = intern(properties)
        withDelta { $0.put(draft, at: node.index) }
    }

    /// Removes all properties of the relationship and sets these; null properties are left out.
    public mutating func replaceProperties(of relationship: RelationshipID, with properties: PropertyMap) {
        guard var draft = draft(of: relationship) else { return }
        draft.properties = intern(properties)
        replace(relationship, draft)
    }

    /// A changed relationship of the base stays in the base's adjacency: only its properties can change.
    private mutating func replace(_ relationship: RelationshipID, _ draft: GraphDelta.Relationship) {
        withDelta { $0.put(draft, at: relationship.index) }
    }

    /// Labels that the node has already make no difference.
    public mutating func addLabels(_ names: [String], to node: NodeID) {
        if contains(node) { addLabels(names, to: [node.index]) }
    }

    /// As above, to many, all of which are there.
    package mutating func addLabels(_ names: [String], to ids: [Int32]) {
        let numbers = Set(names.map { labels.intern($0) })
        var drafts = drafts(of: ids)
        withDelta { delta in
            for (place, id) in ids.enumerated() where !numbers.isSubset(of: drafts[place].labels) {
                drafts[place].labels = numbers.union(drafts[place].labels).sorted()
                delta.put(drafts[place], at: id)
            }
        }
    }

    /// Labels that the node lacks make no difference.
    public mutating func removeLabels(_ names: [String], from node: NodeID) {
        let numbers = Set(names.compactMap { labels.number(of: $0) })
        guard contains(node) else { return }
        var draft = draft(of: node)
        draft.labels.removeAll(where: numbers.contains)
        withDelta { $0.put(draft, at: node.index) }
    }

    /// The node's relationships must have been deleted before. What the node was can still be read.
    public mutating func delete(_ node: NodeID) {
        if contains(node) { withDelta { $0.delete(node.index) } }
    }

    /// What the relationship was can still be read.
    public mutating func delete(_ relationship: RelationshipID) {
        if contains(relationship) { delete(relationships: [relationship.index]) }
    }

    /// As `delete`, of many, all of which are there.
    package mutating func delete(nodes ids: [Int32]) {
        withDelta { delta in for id in ids { delta.delete(id) } }
    }

    /// As `delete`, of many, all of which are there.
    package mutating func delete(relationships ids: [Int32]) {
        withDelta { delta in for id in ids { delta.deletedRelationships.insert(id) } }
    }

    /// As `createRelationship`, of many: the ids.
    package mutating func createRelationships(
        type: String, from sources: [Int32], to targets: [Int32], columns: [(key: String, column: Column)]
    ) -> [Int32] {
        if let ids = createTable(type: type, from: sources, to: targets, columns: columns) { return ids }
        let type = types.intern(type)
        let columns = columns.map { (key: keys.intern($0.key), column: $0.column) }
        func properties(_ row: Int) -> [GraphDelta.Property] {
            var properties: [GraphDelta.Property] = []
            properties.reserveCapacity(columns.count)
            for (key, column) in columns {
                let value = column.value(at: row)
                if !value.isNull { properties.append(GraphDelta.Property(key: key, value: value)) }
            }
            return properties
        }
        // One list for all, where all are given the same.
        let common = sources.count > 1 && columns.allSatisfy(\.column.isUniform) ? properties(0) : nil
        return withDelta { delta in
            delta.reserve(relationships: sources.count)
            return sources.indices.map { row in
                delta.add(
                    GraphDelta.Relationship(type: type, source: sources[row], target: targets[row], properties: common ?? properties(row)))
            }
        }
    }

    /// The same graph laid out anew without a delta: ids change, and what `identity` answers does not.
    /// O(n log n) in nodes and relationships.
    public func folded() -> Graph {
        guard !hasNoWrites else { return self }
        var builder = GraphBuilder()
        var handles: [NodeID: Int] = [:]
        for node in nodes() { handles[node] = builder.addNode(labels: labels(of: node), properties: properties(of: node)) }
        for relationship in relationships() {
            let (source, target) = ends(of: relationship)
            builder.addRelationship(
                type: type(of: relationship), from: handles[source]!, to: handles[target]!,
                properties: properties(of: relationship))
        }
        var graph = builder.build(keeping: identitiesToKeep())
        graph.schema = schema
        return graph
    }
}

extension [GraphDelta.Property] {
    mutating func set(_ key: Int, to value: Value) {
        let place = firstIndex { $0.key == key }
        switch (place, value.isNull) {
        case (let place?, true): remove(at: place)
        case (let place?, false): self[place].value = value
        case (nil, true): break
        case (nil, false): append(GraphDelta.Property(key: key, value: value))
        }
    }
}
