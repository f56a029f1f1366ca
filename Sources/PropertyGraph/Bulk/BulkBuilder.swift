/// Lays out whole tables of nodes and relationships as a graph.
public struct BulkBuilder {
    /// A table of nodes with the same labels.
    public struct Nodes: Sendable {
        /// Of each of them.
        public var labels: [String]
        /// Number of nodes.
        public var rows: Int
        /// One per property, each with a cell per node.
        public var columns: [(name: String, cells: TypedColumnBuilder)]

        /// Every column must have `rows` cells.
        public init(labels: [String], rows: Int, columns: [(name: String, cells: TypedColumnBuilder)]) {
            self.labels = labels
            self.rows = rows
            self.columns = columns
        }
    }

    /// A table of relationships of one type.
    public struct Relationships: Sendable {
        /// The type of each of them.
        public var type: String
        /// Node ids of the graph to be, by row.
        public var sources: [Int32]
        /// Node ids of the graph to be, as many as `sources`.
        public var targets: [Int32]
        /// One per property, each with a cell per relationship.
        public var columns: [(name: String, cells: TypedColumnBuilder)]

        /// Sources, targets and columns must have the same number of rows.
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
    /// - Parameters:
    ///   - nodes: one table per set of labels.
    ///   - relationships: one table per type.
    ///   - base: a graph that the tables are added to. Its nodes keep their ids, and new ones follow them; none of its types
    ///     may be among the new ones. What was written over it is laid out first.
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
                let table = relationships[index]
                laidOut[index] = RelationshipTable(
                    type: typeTable.number(of: table.type)!, from: relationshipStarts[index], sources: table.sources, targets: table.targets
                ) { order in
                    var columns: [Int: Column] = [:]
                    for column in table.columns { columns[keyTable.number(of: column.name)!] = column.cells.build(order: order) }
                    return columns
                }
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
}

/// Places that jobs fill, each its own.
public final class Slots<Element>: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<Element?>

    /// `count` empty places.
    public init(_ count: Int) {
        memory = .allocate(capacity: count)
        memory.initialize(repeating: nil)
    }

    deinit {
        memory.deinitialize()
        memory.deallocate()
    }

    /// The content of a place; two jobs must not use the same place at once.
    public subscript(index: Int) -> Element? {
        get { memory[index] }
        set { memory[index] = newValue }
    }

    /// What was filled, in order.
    public var all: [Element] { memory.compactMap(\.self) }
}
