import Diagnostics
import PropertyGraph

/// The tables of a folder as `--load` takes them, without their rows.
package struct BulkOutline: Sendable {
    package struct Table: Sendable {
        /// Of the file, without its ending: `nodes_Location`.
        package var stem: String
        /// Of nodes: labels. Of relationships: the type alone.
        package var names: [String]
        package var columns: [(name: String, type: CellType)]
        package var isParquet: Bool
    }

    package var nodes: [Table]
    package var relationships: [Table]

    /// Reads the first lines of files whose columns `schema.json` gives types to, and the other files whole. Parquet files need their
    /// columns in `schema.json`.
    package static func read(directory: String) throws(Diagnostics) -> BulkOutline {
        let names = FileReader.names(in: directory)
        let schema = try BulkSchema.read(directory, names)
        let outline = BulkOutline(
            nodes: try tables(directory, names, "nodes_", schema), relationships: try tables(directory, names, "rels_", schema))
        guard !outline.nodes.isEmpty else { throw Diagnostics(RelationalFault.noTables(path: directory)) }
        return outline
    }

    private static func tables(
        _ directory: String, _ names: [String], _ prefix: String, _ schema: BulkSchema
    ) throws(Diagnostics) -> [Table] {
        var tables: [Table] = []
        for name in names.sorted() where name.hasPrefix(prefix) {
            let isParquet = name.hasSuffix(".parquet")
            guard isParquet || name.hasSuffix(".csv") else { continue }
            let stem = String(name.dropLast(isParquet ? 8 : 4))
            let own = String(stem.dropFirst(prefix.count))
            let known = schema.types[stem] ?? [:]
            let columns: [(name: String, type: CellType)]
            if isParquet {
                let first = prefix == "rels_" ? ["src", "dst"] : ["id"]
                columns = (first + (schema.columns[stem] ?? []).filter { !first.contains($0) }).map { ($0, known[$0] ?? .integer) }
            } else {
                columns = try header("\(directory)/\(name)", known)
            }
            let labels = prefix == "nodes_" ? schema.labels[stem] ?? [own] : [schema.typeNames[stem] ?? own]
            tables.append(Table(stem: stem, names: labels, columns: columns, isParquet: isParquet))
        }
        return tables
    }

    private static func header(_ path: String, _ known: [String: CellType]) throws(Diagnostics) -> [(name: String, type: CellType)] {
        let file: MappedFile
        do throws(SystemError) {
            file = try MappedFile(path: path)
        } catch {
            throw Diagnostics(DataFault.unreadableFile(path: path, reason: error.description))
        }
        let names = BulkTable.header(file, name: path)
        if names.allSatisfy({ known[$0] != nil }) { return names.map { ($0, known[$0] ?? .string) } }
        return try BulkTable.read(file, name: path, types: known).columns.map { ($0.name, $0.cells.type) }
    }
}
