public import Diagnostics
public import PropertyGraph

/// Loads a folder of CSV files as a graph: `nodes_LABEL.csv` with a column `id`, unique over all labels, and
/// `rels_TYPE.csv` with the columns `src` and `dst`, which name such ids. All other columns are properties, the `id`
/// too; an empty cell is not a property. `schema.json` beside them may give the types of columns; others are inferred. It may
/// also give a table several labels, or a type a name that no file can have.
public enum BulkLoader {
    /// Throws every fault of a file with its place, of several files those of the first. O(bytes), files on all cores.
    public static func load(directory: String) throws(Diagnostics) -> Graph {
        let names = FileReader.names(in: directory)
        let nodes = try files(names, "nodes_", directory)
        let relationships = try files(names, "rels_", directory)
        guard !nodes.isEmpty else {
            throw Diagnostics(DataFault.missingFile(path: "\(directory)/nodes_LABEL.csv"))
        }
        let schema = try BulkSchema.read(directory, names)
        let all = nodes + relationships
        let order = all.indices.sorted { all[$0].file.bytes.count > all[$1].file.bytes.count }
        let read = Slots<Result<BulkTable, Diagnostics>>(all.count)
        Workers.run(all.count) { job in
            let entry = all[order[job]]
            read[order[job]] = Result { () throws(Diagnostics) in
                try BulkTable.read(entry.file, name: entry.path, types: schema.types[entry.stem] ?? [:])
            }
        }
        var tables: [BulkTable] = []
        for result in read.all { tables.append(try result.get()) }
        let ids = try NodeIDs(Array(tables.prefix(nodes.count)), nodes.map(\.file))
        let ends = Slots<Result<BulkBuilder.Relationships, Diagnostics>>(relationships.count)
        let found = tables
        Workers.run(relationships.count) { job in
            ends[job] = Result { () throws(Diagnostics) in
                try ids.relationships(
                    found[nodes.count + job], type: schema.typeNames[relationships[job].stem] ?? relationships[job].name, relationships[job].file)
            }
        }
        var edges: [BulkBuilder.Relationships] = []
        for result in ends.all { edges.append(try result.get()) }
        let labelled = zip(nodes, tables).map { BulkBuilder.Nodes(labels: schema.labels[$0.stem] ?? [$0.name], rows: $1.rows, columns: $1.columns) }
        return BulkBuilder.build(labelled, edges)
    }

    private struct Entry: Sendable {
        /// Without its ending.
        var stem: String
        /// Of the label or type.
        var name: String
        var path: String
        var file: MappedFile
    }

    private static func files(_ names: [String], _ prefix: String, _ directory: String) throws(Diagnostics) -> [Entry] {
        var entries: [Entry] = []
        for name in names where name.hasPrefix(prefix) && name.hasSuffix(".csv") {
            let path = "\(directory)/\(name)"
            do throws(SystemError) {
                let stem = String(name.dropLast(4))
                entries.append(
                    Entry(stem: stem, name: String(stem.dropFirst(prefix.count)), path: path, file: try MappedFile(path: path)))
            } catch {
                throw Diagnostics(DataFault.unreadableFile(path: path, reason: error.description))
            }
        }
        return entries
    }
}

/// What `schema.json` says of the tables, by file:
/// `{"nodes": {LABEL: {"labels": [label, …], "cols": [[name, type], …]}}, "rels": {TYPE: {"type": type, "cols": […]}}}`.
struct BulkSchema {
    var types: [String: [String: CellType]] = [:]
    /// In the order in which they are given.
    var columns: [String: [String]] = [:]
    /// Of tables of nodes; those that are not here have the label of their file.
    var labels: [String: [String]] = [:]
    /// Of tables of relationships; likewise.
    var typeNames: [String: String] = [:]

    private static let words: [String: CellType] = [
        "INT64": .integer, "INTEGER": .integer, "INT": .integer, "DOUBLE": .float, "FLOAT": .float, "BOOLEAN": .boolean,
        "BOOL": .boolean, "DATE": .date, "STRING": .string, "STRING[]": .list,
    ]

    /// JSON is YAML.
    static func read(_ directory: String, _ names: [String]) throws(Diagnostics) -> BulkSchema {
        var schema = BulkSchema()
        guard names.contains("schema.json") else { return schema }
        let path = "\(directory)/schema.json"
        let source = try UTF8Text.source(try FileReader.bytes(of: path), name: path)
        let root = try YamlReader.read(source)
        for (key, prefix) in [("nodes", "nodes_"), ("rels", "rels_")] {
            for entry in root[key]?.entries ?? [] {
                var types: [String: CellType] = prefix == "rels_" ? ["src": .integer, "dst": .integer] : [:]
                for column in entry.value["cols"]?.items ?? [] {
                    guard let parts = column.texts, parts.count == 2 else {
                        throw Diagnostics(
                            DataFault.unexpectedShape(what: "a column", expected: "[name, type]"), span: column.span, source: source)
                    }
                    guard let type = words[parts[1].uppercased()] else {
                        throw Diagnostics(
                            DataFault.unknownType(parts[1], near: Suggestion.nearest(to: parts[1], in: words.keys)),
                            span: column.span, source: source)
                    }
                    types[parts[0]] = type
                    schema.columns[prefix + entry.key, default: []].append(parts[0])
                }
                schema.types[prefix + entry.key] = types
                schema.labels[prefix + entry.key] = entry.value["labels"]?.texts
                schema.typeNames[prefix + entry.key] = entry.value["type"]?.text
            }
        }
        return schema
    }
}
