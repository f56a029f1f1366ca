/// Lays out whole tables of nodes and relationships as a graph.
public struct BulkBuilder {
    public struct Nodes: Sendable {
        /// Of each of them.
        public var labels: [String]
        public var rows: Int
        public var columns: [(name: String, cells: TypedColumnBuilder)]

        public init(labels: [String], rows: Int, columns: [(name: String, cells: TypedColumnBuilder)]) {
            self.labels = labels
            self.rows = rows
            self.columns = columns
        }
    }

    public struct Relationships: Sendable {
        public var type: String
        /// Node ids of the graph to be, by row.
        public var sources: [Int32]
        public var targets: [Int32]
        public var columns: [(name: String, cells: TypedColumnBuilder)]

        public init(
            type: String, sources: [Int32], targets: [Int32], columns: [(name: String, cells: TypedColumnBuilder)]
        ) {
            self.type = type
            self.sources = sources
            self.targets = targets
            self.columns = columns
        }
    }

    /// Nodes get ids table by table, in the order given, row by row. Types and labels are each given once.
    /// Relationships are put in order of source and target. O(nodes + relationships) a table, tables on all cores.
    /// - Parameter base: a graph that the tables are added to. Its nodes keep their ids, and new ones follow them; of its types
    ///   none may be among the new ones. What was written over it is laid out first.
    public static func build(_ nodes: [Nodes], _ relationships: [Relationships], over base: Graph? = nil) -> Graph {
        let old = base?.folded().base
        var (labels, types, keys) = (old?.labels ?? SymbolTable(), old?.types ?? SymbolTable(), old?.keys ?? SymbolTable())
        for table in nodes {
            for label in table.labels { _ = labels.intern(label) }
            for column in table.columns { _ = keys.intern(column.name) }
        }
        for table in relationships {
            _ = types.intern(table.type)
            for column in table.columns { _ = keys.intern(column.name) }
        }
        let firstNode = old?.nodeCount ?? 0
        let nodeCount = firstNode + nodes.reduce(0) { $0 + $1.rows }
        let (labelTable, typeTable, keyTable) = (labels, types, keys)
        let starts = nodes.reduce(into: [firstNode]) { $0.append($0[$0.count - 1] + $1.rows) }
        let relationshipStarts = relationships.reduce(into: [old?.relationshipCount ?? 0]) { $0.append($0[$0.count - 1] + $1.sources.count) }
        // The largest first, so that no core is left with it at the end.
        let order = relationships.indices.sorted { relationships[$0].sources.count > relationships[$1].sources.count }
        let laidOut = Slots<RelationshipTable>(relationships.count)
        let nodeTables = Slots<NodeTable>(nodes.count)
        Workers.run(relationships.count + nodes.count) { job in
            guard job >= relationships.count else {
                let index = order[job]
                laidOut[index] = layOut(
                    relationships[index], type: typeTable.number(of: relationships[index].type)!,
                    from: relationshipStarts[index], nodeCount: nodeCount, keys: keyTable)
                return
            }
            let index = job - relationships.count
            let table = nodes[index]
            var columns: [Int: Column] = [:]
            for column in table.columns { columns[keyTable.number(of: column.name)!] = column.cells.build() }
            nodeTables[index] = NodeTable(
                labels: table.labels.compactMap { labelTable.number(of: $0) }.sorted(), range: starts[index]..<starts[index + 1], columns: columns)
        }
        return Graph(
            base: GraphBase(
                labels: labels, types: types, keys: keys, nodeTables: (old?.nodeTables ?? []) + nodeTables.all,
                relationshipTables: (old?.relationshipTables ?? []) + laidOut.all))
    }

    private static func layOut(
        _ table: Relationships, type: Int, from start: Int, nodeCount: Int, keys: SymbolTable
    ) -> RelationshipTable {
        let count = table.sources.count
        // By source, then target, then row: two stable passes, the last key first. nil where the rows stand so.
        let order = isSorted(table) ? nil : countingSort(countingSort(nil, by: table.targets), by: table.sources)
        let sources = order.map { gathered(table.sources, $0) } ?? Lane(table.sources)
        let targets = order.map { gathered(table.targets, $0) } ?? Lane(table.targets)
        // By target, then source: the rows are in order of source already.
        let back = countingSort(nil, by: targets)
        var columns: [Int: Column] = [:]
        for column in table.columns { columns[keys.number(of: column.name)!] = column.cells.build(order: order) }
        return RelationshipTable(
            type: type, range: start..<start + count, sources: sources, targets: targets, columns: columns,
            outgoing: Adjacency(keys: sources, neighbours: targets, rows: nil),
            incoming: Adjacency(
                keys: Lane(count: count) { for (row, from) in back.enumerated() { $0.initializeElement(at: row, to: targets[Int(from)]) } },
                neighbours: Lane(count: count) { for (row, from) in back.enumerated() { $0.initializeElement(at: row, to: sources[Int(from)]) } },
                rows: Lane(back)))
    }

    private static func gathered(_ elements: [Int32], _ order: [Int32]) -> Lane<Int32> {
        Lane(count: order.count) { target in
            elements.withUnsafeBufferPointer { source in
                for (row, from) in order.enumerated() { target.initializeElement(at: row, to: source[Int(from)]) }
            }
        }
    }

    private static func isSorted(_ table: Relationships) -> Bool {
        table.sources.withUnsafeBufferPointer { sources in
            table.targets.withUnsafeBufferPointer { targets in
                for row in 1..<max(1, sources.count) {
                    if sources[row - 1] > sources[row] { return false }
                    if sources[row - 1] == sources[row], targets[row - 1] > targets[row] { return false }
                }
                return true
            }
        }
    }

    /// The rows in order of their keys, equals as they stood; all rows for nil. O(rows + greatest key − least key).
    private static func countingSort(_ rows: [Int32]?, by keys: some RandomAccessCollection<Int32>) -> [Int32] {
        guard let least = keys.min(), let most = keys.max() else { return [] }
        var places = [Int32](repeating: 0, count: Int(most - least) + 2)
        for key in keys { places[Int(key - least) + 1] += 1 }
        for index in 1..<places.count { places[index] += places[index - 1] }
        return [Int32](unsafeUninitializedCapacity: keys.count) { out, count in
            keys.withContiguousStorageIfAvailable { keys in
                places.withUnsafeMutableBufferPointer { places in
                    func put(_ row: Int32) {
                        let key = Int(keys[Int(row)] - least)
                        out[Int(places[key])] = row
                        places[key] += 1
                    }
                    if let rows { for row in rows { put(row) } } else { for row in 0..<Int32(keys.count) { put(row) } }
                }
            }
            count = keys.count
        }
    }
}

/// Places that jobs fill, each its own.
public final class Slots<Element>: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<Element?>

    public init(_ count: Int) {
        memory = .allocate(capacity: count)
        memory.initialize(repeating: nil)
    }

    deinit {
        memory.deinitialize()
        memory.deallocate()
    }

    public subscript(index: Int) -> Element? {
        get { memory[index] }
        set { memory[index] = newValue }
    }

    /// What was filled, in order.
    public var all: [Element] { memory.compactMap(\.self) }
}
