import Diagnostics
import Interchange
import PropertyGraph
import QueryEngine

/// The tables that a query is said over: one for the nodes of each set of labels, with the key `id`, and one for each type of relationship,
/// with `_rel`, `src` and `dst`. Ids are unique over all tables of nodes, and `_rel` over all tables of relationships.
package struct RelationalSchema: Sendable {
    struct Table: Sendable {
        var name: String
        /// Of nodes: labels. Of relationships: the type alone.
        var labels: Set<String>
        /// As they stand in schema.json.
        var labelList: [String]
        var columns: [(name: String, type: SQLType)]
        var isParquet: Bool
        /// Of the file, in its order.
        var fileColumns: [String]
        /// The file has the numbers of its relationships.
        var hasKey: Bool { fileColumns.contains(RelationalSchema.key) }

        /// Type of a property; nil where the table has none of that name.
        func type(of key: String) -> SQLType? { columns.first { $0.name == key }?.type }
    }

    var nodes: [Table]
    var relationships: [Table]
    /// Of `id`, `src` and `dst`.
    var keyType: SQLType

    package static func read(directory: String) throws(Diagnostics) -> RelationalSchema {
        try RelationalSchema(BulkOutline.read(directory: directory))
    }

    package init(_ outline: BulkOutline) throws(Diagnostics) {
        func tables(_ read: [BulkOutline.Table], without: Set<String>) -> [Table] {
            read.map { table in
                Table(
                    name: table.stem, labels: Set(table.names), labelList: table.names,
                    columns: table.columns.filter { !without.contains($0.name) }.map { ($0.name, SQLType($0.type)) }, isParquet: table.isParquet,
                    fileColumns: table.columns.map(\.name))
            }
        }
        nodes = tables(outline.nodes, without: [])
        relationships = tables(outline.relationships, without: ["src", "dst", Self.key])
        keyType = nodes.first?.type(of: "id") ?? .integer
        for table in nodes {
            let type = table.type(of: "id") ?? .integer
            if type != keyType { throw Diagnostics(RelationalFault.severalTypes(what: "id", keyType.words, type.words)) }
        }
        try checkNames()
    }

    /// The column that tells relationships apart.
    static let key = "_rel"

    private func checkNames() throws(Diagnostics) {
        let tables = nodes + relationships
        for names in [tables.map(\.name)] + tables.map({ $0.columns.map(\.name) }) {
            var seen: [String: String] = [:]
            for name in names {
                if let other = seen.updateValue(name, forKey: name.lowercased()) { throw Diagnostics(RelationalFault.sameName(other, name)) }
            }
        }
    }

    /// The tables of nodes with at least one of the labels, without relationships.
    package func nodes(withAnyOf labels: Set<String>) -> RelationalSchema {
        var some = self
        some.nodes = nodes.filter { !$0.labels.isDisjoint(with: labels) }
        some.relationships = []
        return some
    }

    package var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty }

    /// Names that are not misspelled.
    package var vocabulary: Vocabulary {
        Vocabulary(
            labels: Set(nodes.flatMap(\.labels)), types: Set(relationships.flatMap(\.labels)),
            properties: Set((nodes + relationships).flatMap { $0.columns.map(\.name) }))
    }
}
