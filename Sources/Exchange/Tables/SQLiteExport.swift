import Diagnostics
import PropertyGraph

/// An SQLite database: `node` has every node; one table per set of labels has its properties, one per mapping set and per
/// relationship type has their ends and properties. Ends refer to `node` and are indexed. `cqcq_export` says what it was made from.
struct SQLiteExport {
    private let source: ExportSource
    private var graph: Graph { source.selection.graph }

    init(_ source: ExportSource) { self.source = source }

    func export() throws(Diagnostics) -> Exported {
        let tables = EntityTables(source.selection, bySet: true)
        let names = source.names
        let database = try SQLiteDatabase()
        try database.run("PRAGMA page_size = 4096; PRAGMA foreign_keys = ON; BEGIN")
        try database.run("CREATE TABLE cqcq_export (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
        try database.insert("INSERT INTO cqcq_export VALUES (?, ?)", source.edition.lines.map { [.text($0.name), .text($0.value)] })
        try database.run("CREATE TABLE node (id TEXT PRIMARY KEY, labels TEXT NOT NULL, title TEXT) WITHOUT ROWID")
        try database.insert("INSERT INTO node VALUES (?, ?, ?)", source.selection.nodes.map { node in
            [.text(names[node]), .text(graph.labels(of: node).joined(separator: "|")), value(graph.property("title", of: node), .text)]
        })
        var taken: Set<String> = ["cqcq_export", "node"]
        func free(_ name: String) -> String {
            var name = name.isEmpty ? "Node" : name
            // SQLite does not tell names apart by case, and keeps some for itself.
            if name.lowercased().hasPrefix("sqlite_") { name = "_" + name }
            while !taken.insert(name.lowercased()).inserted { name += "_" }
            return name
        }
        for table in tables.nodes {
            try write(table, as: free(tables.name(of: table, separator: "_")), names, to: database)
        }
        for table in tables.relationships { try write(table, as: free(table.name), names, to: database) }
        try database.run("COMMIT")
        var exported = Exported()
        exported.files = [ExportFile("", bytes: try database.bytes())]
        exported.counts = [
            "\(source.selection.nodes.count) nodes", "\(source.selection.relationships.count) relationships",
            "\(tables.nodes.count + tables.relationships.count) tables",
        ]
        let mixed = Set((tables.nodes.flatMap(\.columns) + tables.relationships.flatMap(\.columns)).filter { $0.type == .mixed }.map(\.key)).sorted()
        exported.losses = ["dates are text as ISO 8601, lists are JSON, truths are 0 and 1"]
        if !mixed.isEmpty { exported.losses.append("values of more than one type, times and maps are text in \(mixed.joined(separator: ", "))") }
        if names.areMadeUp { exported.losses.append("not every node has an `id` of its own, so nodes are called n and a number") }
        return exported
    }

    private func write(_ table: EntityTables.Nodes, as name: String, _ names: Selection.Names, to database: SQLiteDatabase) throws(Diagnostics) {
        let columns = named(table.columns.filter { $0.key != "id" || names.areMadeUp }, besides: ["id"])
        let definitions = ["id TEXT PRIMARY KEY REFERENCES node(id)"] + columns.map { "\(SQLiteDatabase.quoted($0.name)) \(Self.affinity($0.type))" }
        try database.run("CREATE TABLE \(SQLiteDatabase.quoted(name)) (\(definitions.joined(separator: ", "))) WITHOUT ROWID")
        try database.insert("INSERT INTO \(SQLiteDatabase.quoted(name)) VALUES (\(Self.places(1 + columns.count)))", table.rows.lazy.map { node in
            let properties = graph.properties(of: node)
            return [.text(names[node])] + columns.map { value(properties[$0.key] ?? .null, $0.type) }
        })
    }

    private func write(_ table: EntityTables.Relationships, as name: String, _ names: Selection.Names, to database: SQLiteDatabase) throws(Diagnostics) {
        let fixed = ["subject_id", "type", "object_id"]
        let columns = named(table.columns.filter { !table.isSet || $0.key != "set" }, besides: fixed)
        let definitions = [
            "subject_id TEXT NOT NULL REFERENCES node(id)", "type TEXT NOT NULL", "object_id TEXT NOT NULL REFERENCES node(id)",
        ] + columns.map { "\(SQLiteDatabase.quoted($0.name)) \(Self.affinity($0.type))" }
        try database.run("CREATE TABLE \(SQLiteDatabase.quoted(name)) (\(definitions.joined(separator: ", ")))")
        for end in ["subject", "object"] {
            try database.run("CREATE INDEX \(SQLiteDatabase.quoted("\(name) by \(end)")) ON \(SQLiteDatabase.quoted(name)) (\(end)_id)")
        }
        try database.insert("INSERT INTO \(SQLiteDatabase.quoted(name)) VALUES (\(Self.places(3 + columns.count)))", table.rows.lazy.map { id in
            let (ends, properties) = (graph.ends(of: id), graph.properties(of: id))
            return [.text(names[ends.source]), .text(graph.type(of: id)), .text(names[ends.target])]
                + columns.map { value(properties[$0.key] ?? .null, $0.type) }
        })
    }

    /// Columns with names that differ from one another and from others, whatever their case.
    private func named(
        _ columns: [(key: String, type: PropertyType)], besides others: [String]
    ) -> [(name: String, key: String, type: PropertyType)] {
        var taken = Set(others)
        return columns.map { column in
            var name = column.key
            while !taken.insert(name.lowercased()).inserted { name += "_" }
            return (name: name, key: column.key, type: column.type)
        }
    }

    private func value(_ value: Value, _ type: PropertyType) -> SQLiteValue {
        switch value {
        case .null: .null
        case .boolean(let truth) where type == .boolean: .integer(truth ? 1 : 0)
        case .integer(let number) where type == .integer: .integer(number)
        // SQLite keeps no NaN: it would become NULL.
        case .float(let number) where type == .float && !number.isNaN: .float(number)
        default: .text(value.cellText ?? "")
        }
    }

    private static func affinity(_ type: PropertyType) -> String {
        switch type {
        case .boolean, .integer: "INTEGER"
        case .float: "REAL"
        case .date, .text, .list, .mixed: "TEXT"
        }
    }

    private static func places(_ count: Int) -> String { [String](repeating: "?", count: count).joined(separator: ", ") }
}
