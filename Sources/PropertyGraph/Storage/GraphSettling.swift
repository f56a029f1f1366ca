/// Lays out what was written over a base in tables, so that it is read like all else. What nothing was written to stays where
/// it lies: tables of nodes, but for the columns that were set, and whole types of relationships. New nodes follow in tables of
/// their own. Ids of nodes change only where nodes were deleted or got other labels; `identity` answers as before.
struct GraphSettling {
    private let graph: Graph
    private let base: GraphBase
    private let delta: GraphDelta
    /// By id of the base, the id that a node will have; nil where all keep theirs, -1 for those that are gone.
    private var moved: [Int32]?
    /// Of the nodes from the base's end on, by how far behind it they were.
    private var appended: [Int32] = []
    private var nodeTables: [NodeTable] = []
    /// Old ids of the nodes in tables of their own, in the order of their new ids.
    private var placed: [Int32] = []

    /// O(changes + rows of the tables that were changed); O(graph) where nodes were deleted or got other labels.
    static func settled(_ graph: Graph, _ delta: GraphDelta) -> Graph {
        var settling = GraphSettling(graph, delta)
        settling.layOutNodes()
        let (tables, relationships) = settling.relationshipTables()
        var settled = Graph(
            base: GraphBase(
                labels: graph.labels, types: graph.types, keys: graph.keys, nodeTables: settling.nodeTables, relationshipTables: tables,
                identities: settling.identities(relationships)))
        settled.schema = graph.schema
        return settled
    }

    private init(_ graph: Graph, _ delta: GraphDelta) {
        (self.graph, base, self.delta) = (graph, graph.base, delta)
    }

    // MARK: Nodes

    private mutating func layOutNodes() {
        let written = delta.index.ordered(in: delta)
        // What leaves its table: deleted, or with other labels.
        let leaving = Set(written.filter { id in
            guard let table = base.table(of: NodeID(id)) else { return false }
            return delta.deletedNodes.contains(id) || delta.nodes[id]!.labels != table.labels
        })
        if !leaving.isEmpty { moved = [Int32](repeating: -1, count: base.nodeCount) }
        var next = 0
        var place = 0
        for table in base.nodeTables {
            var changes: [(row: Int, node: GraphDelta.Node)] = []
            var isLeft = false
            while place < written.count, Int(written[place]) < table.range.upperBound {
                let id = written[place]
                place += 1
                if leaving.contains(id) { isLeft = true } else { changes.append((Int(id) - table.range.lowerBound, delta.nodes[id]!)) }
            }
            var columns = Self.changed(table.columns, changes.map { ($0.row, $0.node.properties) }, rows: table.range.count)
            var kept = table.range.count
            if isLeft {
                let rows = table.range.filter { !leaving.contains(Int32($0)) }.map { Int32($0 - table.range.lowerBound) }
                kept = rows.count
                columns = columns.mapValues { $0.gathered(rows, rows: table.range.count, adding: []) }
                for (row, old) in rows.enumerated() { moved?[table.range.lowerBound + Int(old)] = Int32(next + row) }
            } else if moved != nil {
                for row in 0..<kept { moved?[table.range.lowerBound + row] = Int32(next + row) }
            }
            if kept > 0 || !isLeft { nodeTables.append(NodeTable(labels: table.labels, range: next..<next + kept, columns: columns)) }
            next += kept
        }
        append(written.filter { Int($0) >= base.nodeCount || leaving.contains($0) }.filter { !delta.deletedNodes.contains($0) }, from: next)
    }

    /// Nodes that have no table yet: into the last one where that is theirs and not much larger, else into tables of their own.
    private mutating func append(_ ids: [Int32], from start: Int) {
        var members: [(labels: [Int], ids: [Int32])] = []
        var places: [[Int]: Int] = [:]
        for id in ids {
            let labels = delta.nodes[id]!.labels
            if let place = places[labels] { members[place].ids.append(id) } else {
                places[labels] = members.count
                members.append((labels, [id]))
            }
        }
        if let last = nodeTables.last, let first = members.firstIndex(where: { $0.labels == last.labels }) { members.swapAt(0, first) }
        appended = [Int32](repeating: -1, count: delta.nodeEnd - base.nodeCount)
        var next = start
        for (labels, ids) in members {
            for (row, id) in ids.enumerated() {
                if Int(id) < base.nodeCount { moved![Int(id)] = Int32(next + row) } else { appended[Int(id) - base.nodeCount] = Int32(next + row) }
            }
            placed += ids
            let nodes = ids.map { delta.nodes[$0]!.properties }
            if let last = nodeTables.last, last.labels == labels, last.range.count <= 4 * ids.count {
                let rows = last.range.count
                let order = (0..<Int32(rows + ids.count)).map { $0 }
                nodeTables[nodeTables.count - 1] = NodeTable(
                    labels: labels, range: last.range.lowerBound..<next + ids.count, columns: Self.gathered(last.columns, order, rows: rows, adding: nodes))
            } else {
                nodeTables.append(NodeTable(labels: labels, range: next..<next + ids.count, columns: Self.gathered([:], (0..<Int32(ids.count)).map { $0 }, rows: 0, adding: nodes)))
            }
            next += ids.count
        }
    }

    private func newID(_ id: Int32) -> Int32 {
        Int(id) >= base.nodeCount ? appended[Int(id) - base.nodeCount] : moved.map { $0[Int(id)] } ?? id
    }

    // MARK: Columns

    /// The columns where all properties of some rows are others.
    private static func changed(_ columns: [Int: Column], _ changes: [(row: Int, properties: [GraphDelta.Property])], rows: Int) -> [Int: Column] {
        if changes.isEmpty { return columns }
        var changed: [Int: Column] = [:]
        for key in Set(columns.keys).union(changes.flatMap { $0.properties.map(\.key) }) {
            let old = columns[key]
            var values: [(row: Int, value: Value)] = []
            for (row, properties) in changes {
                let value = properties.value(of: key)
                if old.map({ !$0.value(at: row).isStoredAs(value) }) ?? true { values.append((row, value)) }
            }
            if let old { changed[key] = values.isEmpty ? old : old.changed(values, rows: rows) } else {
                var all = [Value](repeating: .null, count: rows)
                for (row, value) in values { all[row] = value }
                changed[key] = Column(all)
            }
        }
        return changed
    }

    /// The columns with some of their rows, in that order, and rows with further properties, which are those from `rows` on.
    private static func gathered(_ columns: [Int: Column], _ order: [Int32], rows: Int, adding drafts: [[GraphDelta.Property]]) -> [Int: Column] {
        var values: [Int: [Value]] = [:]
        for (place, properties) in drafts.enumerated() {
            for property in properties { values[property.key, default: [Value](repeating: .null, count: drafts.count)][place] = property.value }
        }
        var gathered: [Int: Column] = [:]
        for key in Set(columns.keys).union(values.keys) {
            let more = values[key] ?? [Value](repeating: .null, count: drafts.count)
            if let old = columns[key] { gathered[key] = old.gathered(order, rows: rows, adding: more) } else {
                gathered[key] = Column(order.map { Int($0) < rows ? .null : more[Int($0) - rows] })
            }
        }
        return gathered
    }

    // MARK: Relationships

    /// Also the old ids in the order of the new ones, in runs; nil where all keep theirs.
    private func relationshipTables() -> (tables: [RelationshipTable], order: [Range<Int>]?) {
        var written: [Int: [Int32]] = [:]
        for (id, relationship) in delta.relationships.all { written[relationship.type, default: []].append(id) }
        let types = base.relationshipTables.map(\.type)
        let new = Set(written.keys).subtracting(types).sorted()
        var isSame = moved == nil
        var tables: [RelationshipTable] = []
        var order: [Range<Int>] = []
        var next = 0
        for type in types + new {
            let table = base.table(ofType: type)
            let ids = written[type] ?? []
            let added = ids.filter { Int($0) >= base.relationshipCount && !delta.deletedRelationships.contains($0) }
            let changes = table.map { table in
                ids.filter { Int($0) < base.relationshipCount }.map { (Int($0) - table.range.lowerBound, delta.relationships[$0]!.properties) }
            } ?? []
            let isLeft = table.map { delta.deletedRelationships.intersects($0.range) } ?? false
            let columns = table.map { Self.changed($0.columns, changes, rows: $0.range.count) } ?? [:]
            let rows = table?.range.count ?? 0
            if let table, moved == nil, added.isEmpty, !isLeft {
                tables.append(
                    RelationshipTable(
                        type: type, range: next..<next + rows, sources: table.sources, targets: table.targets, columns: columns,
                        outgoing: table.outgoing, incoming: table.incoming))
                order.append(table.range)
                next += rows
                continue
            }
            isSame = false
            let first = Int32(table?.range.lowerBound ?? 0)
            let deleted = delta.deletedRelationships
            let drafts = added.map { delta.relationships[$0]! }
            func laidOut(_ places: [Int32]) -> [Int: Column] {
                order.append(ids: places.lazy.map { Int($0) < rows ? first + $0 : added[Int($0) - rows] })
                return Self.gathered(columns, places, rows: rows, adding: drafts.map(\.properties))
            }
            let made: RelationshipTable
            if let table, moved == nil {
                made = table.merged(
                    from: next, without: isLeft ? { deleted.contains(first + $0) } : nil, adding: drafts.map { (newID($0.source), newID($0.target)) }, columns: laidOut)
            } else {
                let kept = (0..<Int32(rows)).filter { !isLeft || !deleted.contains(first + $0) }
                let origins = kept + (0..<Int32(added.count)).map { Int32(rows) + $0 }
                let sources = kept.map { newID(table!.sources[Int($0)]) } + drafts.map { newID($0.source) }
                let targets = kept.map { newID(table!.targets[Int($0)]) } + drafts.map { newID($0.target) }
                made = RelationshipTable(type: type, from: next, sources: sources, targets: targets) { sorted in
                    laidOut(sorted.map { $0.map { origins[Int($0)] } } ?? origins)
                }
            }
            if made.range.isEmpty { continue }
            tables.append(made)
            next += made.range.count
        }
        return (tables, isSame ? nil : order)
    }

    // MARK: Identities

    private func identities(_ relationships: [Range<Int>]?) -> Identities? {
        let hadOthers = base.identities != nil
        let nodesStay = moved == nil && appended.indices.allSatisfy { Int(appended[$0]) == base.nodeCount + $0 }
        if !hadOthers, nodesStay, relationships == nil { return nil }
        let nodeCount = nodeTables.last?.range.upperBound ?? 0
        var nodes: [Int32] = []
        if hadOthers || !nodesStay {
            nodes = [Int32](repeating: 0, count: nodeCount)
            for id in 0..<Int32(delta.nodeEnd) {
                let new = newID(id)
                if new >= 0, !delta.deletedNodes.contains(id) { nodes[Int(new)] = Int32(clamping: graph.identity(of: NodeID(id))) }
            }
        }
        var kept = IdentityRuns()
        for run in relationships ?? [0..<base.relationshipCount] { graph.forEachIdentityRun(of: run) { kept.append($0) } }
        return Identities(
            nodes: nodes, relationships: kept, nextNode: graph.identity(of: NodeID(graph.nodeEnd)),
            nextRelationship: graph.identity(of: RelationshipID(graph.relationshipEnd)))
    }
}

extension Graph {
    /// The same graph without a delta, as `GraphSettling` lays it out. A view keeps its ids and stays as it is.
    public func settled() -> Graph {
        guard let delta, !delta.isView else { return self }
        return GraphSettling.settled(self, delta)
    }

    /// About how many rows `settled` has to go through.
    public var settlingCost: Int {
        guard let delta else { return 0 }
        let moves = !delta.deletedNodes.isEmpty || delta.nodes.contains { id, node in base.table(of: NodeID(id)).map { $0.labels != node.labels } ?? false }
        if moves { return base.nodeCount + 2 * base.relationshipCount }
        var types = Set(base.relationshipTables.lazy.filter { delta.deletedRelationships.intersects($0.range) }.map(\.type))
        delta.relationships.forEach { types.insert($0.type) }
        return delta.nodes.count + types.reduce(0) { $0 + 2 * (base.table(ofType: $1)?.range.count ?? 0) }
    }
}

extension [Range<Int>] {
    /// Ids that follow each other go into one range.
    fileprivate mutating func append(ids: some Sequence<Int32>) {
        for id in ids.lazy.map({ Int($0) }) {
            if last?.upperBound == id { self[count - 1] = self[count - 1].lowerBound..<id + 1 } else { append(id..<id + 1) }
        }
    }
}

extension Value {
    /// Whether both are the same in a column, as far as one can see at once: unlike `=`, 1 is not 1.0.
    fileprivate func isStoredAs(_ other: Value) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.integer(let a), .integer(let b)): a == b
        case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
        case (.boolean(let a), .boolean(let b)): a == b
        case (.date(let a), .date(let b)): a == b
        case (.string(let a), .string(let b)): a.hasSameScalars(as: b)
        default: false
        }
    }
}
