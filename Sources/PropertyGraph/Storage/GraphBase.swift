/// The immutable part of a graph: columns a label set, adjacency a relationship type.
public final class GraphBase: Sendable {
    /// Names of labels by number.
    public let labels: SymbolTable
    /// Names of relationship types by number.
    public let types: SymbolTable
    /// Names of property keys by number.
    public let keys: SymbolTable
    /// Ascending by id.
    public let nodeTables: [NodeTable]
    /// Ascending by id; at most one a type.
    public let relationshipTables: [RelationshipTable]
    /// nil where ids are what they always were.
    let identities: Identities?

    init(
        labels: SymbolTable, types: SymbolTable, keys: SymbolTable,
        nodeTables: [NodeTable], relationshipTables: [RelationshipTable], identities: Identities? = nil
    ) {
        self.labels = labels
        self.types = types
        self.keys = keys
        self.nodeTables = nodeTables
        self.relationshipTables = relationshipTables
        self.identities = identities
    }

    /// Number of nodes. O(1).
    public var nodeCount: Int { nodeTables.last?.range.upperBound ?? 0 }
    /// Number of relationships. O(1).
    public var relationshipCount: Int { relationshipTables.last?.range.upperBound ?? 0 }

    /// nil for a node that the base does not have. O(log tables).
    public func table(of node: NodeID) -> NodeTable? {
        Self.search(nodeTables.count, Int(node.index)) { nodeTables[$0].range }.map { nodeTables[$0] }
    }

    /// nil for a relationship that the base does not have. O(log types).
    public func table(of relationship: RelationshipID) -> RelationshipTable? {
        Self.search(relationshipTables.count, Int(relationship.index)) { relationshipTables[$0].range }.map { relationshipTables[$0] }
    }

    /// nil for a type without relationships. O(types).
    public func table(ofType type: Int) -> RelationshipTable? {
        relationshipTables.first { $0.type == type }
    }

    private static func search(_ count: Int, _ id: Int, _ range: (Int) -> Range<Int>) -> Int? {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if range(middle).upperBound <= id { low = middle + 1 } else { high = middle }
        }
        return low < count && range(low).contains(id) ? low : nil
    }
}

// MARK: - Whole labels and types

extension GraphBase {
    /// The tables whose nodes carry all the labels. O(tables).
    public func nodeTables(withLabels wanted: [Int]) -> [NodeTable] {
        wanted.isEmpty ? nodeTables : nodeTables.filter { table in wanted.allSatisfy(table.labels.contains) }
    }
}
