public import OrderedCollections

/// Collects nodes and relationships in any order and lays them out as a `Graph`.
/// The handles it gives are its own: the graph numbers its nodes and relationships anew.
public struct GraphBuilder {
    private struct DraftNode {
        var labels: [Int]
        var properties: [(key: Int, value: Value)]
    }

    private struct DraftRelationship {
        var type: Int
        var source: Int
        var target: Int
        var properties: [(key: Int, value: Value)]
    }

    private var labels = SymbolTable()
    private var types = SymbolTable()
    private var keys = SymbolTable()
    private var nodes: [DraftNode] = []
    private var relationships: [DraftRelationship] = []

    /// An empty graph to begin with.
    public init() {}

    /// Null properties are left out. Returns the handle that `addRelationship` takes.
    @discardableResult
    public mutating func addNode(labels names: [String], properties: PropertyMap = [:]) -> Int {
        var numbers: [Int] = []
        for name in names {
            let number = labels.intern(name)
            if !numbers.contains(number) { numbers.append(number) }
        }
        nodes.append(DraftNode(labels: numbers.sorted(), properties: intern(properties)))
        return nodes.count - 1
    }

    /// `source` and `target` are handles from `addNode`.
    @discardableResult
    public mutating func addRelationship(
        type: String, from source: Int, to target: Int, properties: PropertyMap = [:]
    ) -> Int {
        relationships.append(
            DraftRelationship(
                type: types.intern(type), source: source, target: target, properties: intern(properties)))
        return relationships.count - 1
    }

    private mutating func intern(_ properties: PropertyMap) -> [(key: Int, value: Value)] {
        properties.compactMap { entry in entry.value.isNull ? nil : (keys.intern(entry.key), entry.value) }
    }

    /// O(n log n) in nodes and relationships.
    public func build() -> Graph { build(keeping: nil) }

    /// `identities` are by handle; those of the graph are by id.
    func build(keeping identities: Identities?) -> Graph {
        let (nodeTables, ids) = layOutNodes()
        let (relationshipTables, order) = layOutRelationships(ids)
        var kept = identities
        if let identities {
            for (handle, id) in ids.enumerated() { kept!.nodes[Int(id)] = identities.nodes[handle] }
            kept!.relationships = IdentityRuns(order.compactMap { identities.relationships[Int($0)] })
        }
        return Graph(
            base: GraphBase(
                labels: labels, types: types, keys: keys, nodeTables: nodeTables, relationshipTables: relationshipTables,
                identities: kept))
    }

    /// Tables in the order in which their label set was first met; also the id of each handle.
    private func layOutNodes() -> (tables: [NodeTable], ids: [Int32]) {
        var groups: [[Int]: Int] = [:]
        var members: [(labels: [Int], handles: [Int])] = []
        for (handle, node) in nodes.enumerated() {
            if let group = groups[node.labels] {
                members[group].handles.append(handle)
            } else {
                groups[node.labels] = members.count
                members.append((node.labels, [handle]))
            }
        }
        var ids = [Int32](repeating: 0, count: nodes.count)
        var tables: [NodeTable] = []
        var next = 0
        for (labels, handles) in members {
            for (row, handle) in handles.enumerated() { ids[handle] = Int32(next + row) }
            tables.append(
                NodeTable(
                    labels: labels, range: next..<next + handles.count,
                    columns: Self.columns(handles.lazy.map { nodes[$0].properties }, rows: handles.count)))
            next += handles.count
        }
        return (tables, ids)
    }

    /// Also the handles in the order of the ids.
    private func layOutRelationships(_ ids: [Int32]) -> (tables: [RelationshipTable], order: [Int]) {
        var members = [[Int]](repeating: [], count: types.count)
        for (handle, relationship) in relationships.enumerated() { members[relationship.type].append(handle) }
        var tables: [RelationshipTable] = []
        var order: [Int] = []
        var next = 0
        for (type, handles) in members.enumerated() where !handles.isEmpty {
            let sorted = handles.sorted {
                let (a, b) = (relationships[$0], relationships[$1])
                return (ids[a.source], ids[a.target], $0) < (ids[b.source], ids[b.target], $1)
            }
            let sources = Lane(sorted.map { ids[relationships[$0].source] })
            let targets = Lane(sorted.map { ids[relationships[$0].target] })
            let byTarget = sources.indices.sorted { (targets[$0], sources[$0], $0) < (targets[$1], sources[$1], $1) }
            tables.append(
                RelationshipTable(
                    type: type, range: next..<next + sorted.count, sources: sources, targets: targets,
                    columns: Self.columns(sorted.lazy.map { relationships[$0].properties }, rows: sorted.count),
                    outgoing: Adjacency(keys: sources, neighbours: targets, rows: nil),
                    incoming: Adjacency(
                        keys: Lane(byTarget.map { targets[$0] }), neighbours: Lane(byTarget.map { sources[$0] }),
                        rows: Lane(byTarget.map(Int32.init)))))
            next += sorted.count
            order += sorted
        }
        return (tables, order)
    }

    private static func columns(_ rows: some Sequence<[(key: Int, value: Value)]>, rows count: Int) -> [Int: Column] {
        var builders: [Int: ColumnBuilder] = [:]
        for (row, properties) in rows.enumerated() {
            for entry in properties { builders[entry.key, default: ColumnBuilder()].set(entry.value, at: row) }
        }
        return builders.mapValues { $0.build(rows: count) }
    }
}
