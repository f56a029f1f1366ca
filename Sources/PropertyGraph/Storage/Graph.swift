/// An immutable property graph: columns a label set, adjacency a relationship type.
public final class Graph: Sendable {
    public let labels: SymbolTable
    public let types: SymbolTable
    public let keys: SymbolTable
    /// Ascending by id.
    public let nodeTables: [NodeTable]
    /// Ascending by id; at most one a type.
    public let relationshipTables: [RelationshipTable]

    init(
        labels: SymbolTable, types: SymbolTable, keys: SymbolTable,
        nodeTables: [NodeTable], relationshipTables: [RelationshipTable]
    ) {
        self.labels = labels
        self.types = types
        self.keys = keys
        self.nodeTables = nodeTables
        self.relationshipTables = relationshipTables
    }

    public static let empty = GraphBuilder().build()

    public var nodeCount: Int { nodeTables.last?.range.upperBound ?? 0 }
    public var relationshipCount: Int { relationshipTables.last?.range.upperBound ?? 0 }

    /// O(log tables).
    public func table(of node: NodeID) -> NodeTable {
        nodeTables[Self.search(nodeTables.count, Int(node.index)) { nodeTables[$0].range }]
    }

    /// O(log types).
    public func table(of relationship: RelationshipID) -> RelationshipTable {
        relationshipTables[Self.search(relationshipTables.count, Int(relationship.index)) { relationshipTables[$0].range }]
    }

    public func table(ofType type: Int) -> RelationshipTable? {
        relationshipTables.first { $0.type == type }
    }

    private static func search(_ count: Int, _ id: Int, _ range: (Int) -> Range<Int>) -> Int {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if range(middle).upperBound <= id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

// MARK: - One entity at a time

extension Graph {
    /// In the order in which the graph first met them.
    public func labels(of node: NodeID) -> [String] {
        table(of: node).labels.map { labels[$0] }
    }

    public func hasLabel(_ label: Int, _ node: NodeID) -> Bool {
        table(of: node).labels.contains(label)
    }

    public func property(_ key: Int, of node: NodeID) -> Value {
        let table = table(of: node)
        return table.columns[key]?.value(at: Int(node.index) - table.range.lowerBound) ?? .null
    }

    public func property(_ key: Int, of relationship: RelationshipID) -> Value {
        let table = table(of: relationship)
        return table.columns[key]?.value(at: Int(relationship.index) - table.range.lowerBound) ?? .null
    }

    /// Property by name; null where there is none.
    public func property(_ key: String, of node: NodeID) -> Value {
        keys.number(of: key).map { property($0, of: node) } ?? .null
    }

    public func property(_ key: String, of relationship: RelationshipID) -> Value {
        keys.number(of: key).map { property($0, of: relationship) } ?? .null
    }

    public func properties(of node: NodeID) -> PropertyMap {
        let table = table(of: node)
        return collect(table.columns, Int(node.index) - table.range.lowerBound)
    }

    public func properties(of relationship: RelationshipID) -> PropertyMap {
        let table = table(of: relationship)
        return collect(table.columns, Int(relationship.index) - table.range.lowerBound)
    }

    public func type(of relationship: RelationshipID) -> String {
        types[table(of: relationship).type]
    }

    public func ends(of relationship: RelationshipID) -> (source: NodeID, target: NodeID) {
        let table = table(of: relationship)
        let row = Int(relationship.index) - table.range.lowerBound
        return (NodeID(table.sources[row]), NodeID(table.targets[row]))
    }

    private func collect(_ columns: [Int: Column], _ row: Int) -> PropertyMap {
        var map = PropertyMap()
        for key in columns.keys.sorted() {
            let value = columns[key]!.value(at: row)
            if !value.isNull { map[keys[key]] = value }
        }
        return map
    }
}

// MARK: - Whole labels and types

extension Graph {
    /// The tables whose nodes carry all the labels. O(tables).
    public func nodeTables(withLabels wanted: [Int]) -> [NodeTable] {
        wanted.isEmpty ? nodeTables : nodeTables.filter { table in wanted.allSatisfy(table.labels.contains) }
    }

    public func nodeCount(withLabel label: Int) -> Int {
        nodeTables(withLabels: [label]).reduce(0) { $0 + $1.range.count }
    }

    public func relationshipCount(ofType type: Int) -> Int {
        table(ofType: type)?.range.count ?? 0
    }
}
